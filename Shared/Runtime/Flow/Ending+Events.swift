import Domain
import Events

extension Ending {
    package static func saidBy(_ event: any Event.Type) -> Ending { .saidBy(fact: event.schema.name) }
}
