import Domain
import Events
import JSON

/// A row of a service's table: what it reacts to, and the decision, erased once over bytes.
package final class Reaction: Sendable {
    package enum Trigger: Sendable {
        /// Facts from a topic.
        case event(any Event.Type)
        /// Something that comes over HTTP.
        case submission
        /// A timer.
        case wake
        /// Work that decisions asked for.
        case requested
    }

    package let trigger: Trigger
    /// The event's type on the wire, or the row's own name.
    package let name: String
    package let emits: [any Event.Type]
    /// The key that the event itself names, for records whose own key an outsider chose.
    let eventKey: (@Sendable (UnsafeRawBufferPointer) throws -> String)?
    /// Set in rows with an activity.
    package let activity: ActivityRow?
    let state: StateKind
    /// The row reads another state too, at the key that it finds in the value.
    let reference: Reference?
    let decide: Deciding

    /// What `emits` says, as an emission needs it.
    private let emissions: [(type: ObjectIdentifier, emission: Emission)]

    init(
        trigger: Trigger, name: String, emits: [any Event.Type],
        eventKey: (@Sendable (UnsafeRawBufferPointer) throws -> String)?, activity: ActivityRow?, state: StateKind,
        reference: Reference?, decide: @escaping Deciding
    ) {
        self.trigger = trigger
        self.name = name
        self.emits = emits
        self.eventKey = eventKey
        self.activity = activity
        self.state = state
        self.reference = reference
        self.decide = decide
        emissions = emits.map { (ObjectIdentifier($0), Emission($0.schema)) }
    }

    /// How events of this type are written; nil: the row does not list it.
    func emission(of event: any Event) -> Emission? {
        let wanted = ObjectIdentifier(type(of: event))
        for (type, emission) in emissions where type == wanted { return emission }
        return nil
    }

    /// Where an event goes, read from its schema once.
    final class Emission: Sendable {
        let type: String
        let topic: String
        let recordBytesMax: Int

        init(_ schema: Schema) {
            type = schema.type
            topic = schema.topic.name
            recordBytesMax = schema.topic.recordBytesMax
        }
    }

    var isEvent: Bool { if case .event = trigger { true } else { false } }

    package var stateKinds: [StateKind] { [state] + (reference.map { [$0.kind] } ?? []) }

    struct Reference: Sendable {
        let kind: StateKind
        let key: @Sendable (UnsafeRawBufferPointer) throws -> String
    }

    /// The half of a row that runs outside of the lane.
    package struct ActivityRow: Sendable {
        /// What it asks of the machine, and so how many may run at a time.
        package let load: ActivityLoad
        /// Runs the activity on its parked input.
        package let run: @Sendable (_ input: [UInt8], ActivityContext) async throws -> ActivityResult
        /// The result when no attempt is left; nil: dead letter.
        package let giveUp: @Sendable (_ input: [UInt8], ActivityFailure) throws -> ActivityResult?
    }
}

/// A fault of the arrival, as against a business no.
package enum DecisionFault: Error {
    case refused(Refusal)
    case malformed(String)
}

/// On a fact: decide.
package func on<E: Event, S: Codable & Sendable>(
    _ event: E.Type, _ decide: @escaping @Sendable (E, S?, Cause) throws(Refusal) -> Decision<S>,
    emits: any Event.Type...
) -> Reaction {
    row(.event(event), E.schema.type, emits: emits, eventKey: keyReader(event), decide: decide)
}

/// On a fact: decide with another state in view, which other facts have built under the key `at`. It is not there: not yet.
package func on<E: Event, R: Codable & Sendable, S: Codable & Sendable>(
    _ event: E.Type, reading reference: R.Type, at referenceKey: @escaping @Sendable (E) -> String,
    _ decide: @escaping @Sendable (E, S?, R, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    Reaction(
        trigger: .event(event), name: E.schema.type, emits: emits, eventKey: keyReader(event), activity: nil,
        state: StateKind(S.self),
        reference: Reaction.Reference(kind: StateKind(R.self), key: { referenceKey(try JSON.decode(E.self, from: $0)) })
    ) { scope, arrival, row throws(DecisionFault) in
        let body: E = try scope.decode(arrival)
        guard let read: R = scope.state(of: row, at: referenceKey(body)) else {
            return scope.waits(for: R.self, of: row, at: referenceKey(body))
        }
        return try scope.apply(arrival, row) { state, cause throws(Refusal) in try decide(body, state, read, cause) }
    }
}

/// The same when the other state need not be there.
package func on<E: Event, R: Codable & Sendable, S: Codable & Sendable>(
    _ event: E.Type, consulting reference: R.Type, at referenceKey: @escaping @Sendable (E) -> String,
    _ decide: @escaping @Sendable (E, S?, R?, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    Reaction(
        trigger: .event(event), name: E.schema.type, emits: emits, eventKey: keyReader(event), activity: nil,
        state: StateKind(S.self),
        reference: Reaction.Reference(kind: StateKind(R.self), key: { referenceKey(try JSON.decode(E.self, from: $0)) })
    ) { scope, arrival, row throws(DecisionFault) in
        let body: E = try scope.decode(arrival)
        let read: R? = scope.state(of: row, at: referenceKey(body))
        return try scope.apply(arrival, row) { state, cause throws(Refusal) in try decide(body, state, read, cause) }
    }
}

/// On a submission that comes over HTTP: decide.
package func accept<Body: Submission, S: Codable & Sendable>(
    _ body: Body.Type,
    _ decide: @escaping @Sendable (Body, S?, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    row(.submission, Body.name, emits: emits, eventKey: nil, decide: decide)
}

/// When the timer is due: decide.
package func wake<Body: Timer, S: Codable & Sendable>(
    _ body: Body.Type,
    _ decide: @escaping @Sendable (Body, S?, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    row(.wake, Body.name, emits: emits, eventKey: nil, decide: decide)
}

private func row<Body: Codable & Sendable, S: Codable & Sendable>(
    _ trigger: Reaction.Trigger, _ name: String, emits: [any Event.Type],
    eventKey: (@Sendable (UnsafeRawBufferPointer) throws -> String)?,
    decide: @escaping @Sendable (Body, S?, Cause) throws(Refusal) -> Decision<S>
) -> Reaction {
    Reaction(
        trigger: trigger, name: name, emits: emits, eventKey: eventKey, activity: nil, state: StateKind(S.self),
        reference: nil
    ) { scope, arrival, row throws(DecisionFault) in
        let body: Body = try scope.decode(arrival)
        return try scope.apply(arrival, row) { state, cause throws(Refusal) in try decide(body, state, cause) }
    }
}

func keyReader<E: Event>(_ event: E.Type) -> @Sendable (UnsafeRawBufferPointer) throws -> String {
    { try JSON.decode(E.self, from: $0).key }
}
