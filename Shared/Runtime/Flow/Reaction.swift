import Domain
import Events

/// A row of a service's table: what it reacts to, and the decision, erased once. `on`, `perform`, `accept` and `wake` make it;
/// the kernel reads it.
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
    /// The event's type on the wire, or the name of what the row takes.
    package let name: String
    package let emits: [any Event.Type]
    /// The key that the event itself names, for records whose own key an outsider chose.
    package let eventKey: ReadingKey?
    /// Set in rows with an activity.
    package let activity: ActivityRow?
    /// The state that the row decides about.
    package let state: any (Codable & Sendable).Type
    /// The row reads another state too, at the key that it finds in the value.
    package let reference: Reference?
    package let decide: Deciding

    init(
        trigger: Trigger, name: String, emits: [any Event.Type], eventKey: ReadingKey? = nil,
        activity: ActivityRow? = nil, state: any (Codable & Sendable).Type, reference: Reference? = nil,
        decide: @escaping Deciding
    ) {
        self.trigger = trigger
        self.name = name
        self.emits = emits
        self.eventKey = eventKey
        self.activity = activity
        self.state = state
        self.reference = reference
        self.decide = decide
    }

    package struct Reference: Sendable {
        package let state: any (Codable & Sendable).Type
        package let key: ReadingKey
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

    /// What an activity brought back, with the decision about it closed over. It decides in memory, in the lane of its key.
    package struct ActivityResult: Sendable {
        package let decide: Deciding
        /// Where the row's other state lies, known from the input already.
        package let referenceKey: String?

        package init(referenceKey: String? = nil, _ decide: @escaping Deciding) {
            self.referenceKey = referenceKey
            self.decide = decide
        }
    }

    /// A fault of what arrived; no business no.
    package enum Fault: Error {
        case refused(Refusal)
        case malformed(String)

        /// Nothing of the value stands in it.
        package var reason: String {
            switch self {
            case .refused(let refusal): refusal.code
            case .malformed(let reason): reason
            }
        }
    }

    /// What arrived, to be read as the row's type.
    package protocol Source: AnyObject {
        /// Names the place of a fault, never the value: it may be personal.
        func read<Body: Decodable & Sendable>(_ type: Body.Type) throws(Fault) -> Body
    }

    /// What a row sees of the kernel while one arrival is decided.
    package protocol Scope: Source {
        /// It waits in the parked table and its attempts are used up after this one.
        var isLastAttempt: Bool { get }
        /// The row's other state.
        func state<R: Codable & Sendable>(_ type: R.Type, at key: String) -> R?
        /// The row's other state is not there: the arrival waits for it.
        func waits(for state: Any.Type, at key: String) -> Outcome
        /// Decides about the row's state and takes down what follows.
        func apply<S: Codable & Sendable>(
            _ decide: (S?, Cause) throws(Refusal) -> Decision<S>
        ) throws(Fault) -> Outcome
        /// Parks the value as the input of the row's activity; senders and subjects take turns.
        func park(subject: String) -> Outcome
    }

    package typealias Deciding = @Sendable (any Scope) throws(Fault) -> Outcome
    package typealias ReadingKey = @Sendable (any Source) throws(Fault) -> String
}
