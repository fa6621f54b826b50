import Domain
import Events

extension Ending {
    package static func saidBy(_ event: any Event.Type) -> Ending { .saidBy(fact: event.schema.name) }
}

extension Decision {
    /// A decision that names nothing to change, to say, to do or to wait for.
    var isEmpty: Bool { state == nil && first == nil && rest.isEmpty && wakes.isEmpty && performs.isEmpty }
}

extension Arrival {
    /// Somebody waits for the answer.
    var isSubmission: Bool { if case .submission = origin { true } else { false } }
}
