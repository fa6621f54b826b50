import Domain
import Events

/// The pure answer to a fact: the new state, the facts that follow, and what is to be done or woken later.
package struct Decision<State: Sendable>: Sendable {
    /// Nil keeps the state as it is.
    package var state: State?
    package var events: [any Event] {
        get { (first.map { [$0] } ?? []) + rest }
        set {
            first = nil
            rest = newValue
        }
    }
    /// Nearly every decision has one event, which needs no array.
    package private(set) var first: (any Event)?
    package private(set) var rest: [any Event]
    package var wakes: [Wake]
    package var performs: [Perform]
    /// Set when nothing is decided: the other half of what is needed has not arrived, or nothing is to follow.
    package private(set) var standstill: Standstill?

    package enum Standstill: Sendable {
        case notYet(String, otherwise: Ending?)
        case nothing(Ending)
    }

    /// Saves `state` and emits `events` in this order.
    package init(
        _ state: State?, emitting events: [any Event] = [], waking wakes: [Wake] = [],
        performing performs: [Perform] = []
    ) {
        self.state = state
        rest = events
        self.wakes = wakes
        self.performs = performs
    }

    /// The same for facts that are known one by one.
    package init(_ state: State?, emitting event: any Event, _ more: any Event...) {
        self.init(state)
        first = event
        rest = more
    }

    /// It names nothing to change, to say, to do or to wait for.
    package var isEmpty: Bool { state == nil && first == nil && rest.isEmpty && wakes.isEmpty && performs.isEmpty }

    /// Nothing follows; the fact is noted in the inbox alone. It says how that is an end all the same.
    package static func nothing(_ ending: Ending) -> Decision {
        var decision = Decision(nil)
        decision.standstill = .nothing(ending)
        return decision
    }

    /// What is needed has not arrived. The record is tried again with growing pauses and buried in the end.
    /// - Parameter ending: what is waited for may rightly never come, and this says how that is an end all the same: instead
    ///   of being buried the record is noted.
    package static func notYet(_ reason: String, otherwise ending: Ending? = nil) -> Decision {
        var decision = Decision(nil)
        decision.standstill = .notYet(reason, otherwise: ending)
        return decision
    }
}

/// At the instant the timer's row decides about it under the same key.
package struct Wake: Sendable {
    package let timer: any Timer
    package let at: Instant

    package init(_ timer: any Timer, at: Instant) {
        self.timer = timer
        self.at = at
    }
}

/// Work in the outside world that a decision asks for: its row does it under the same key.
package struct Perform: Sendable {
    package let work: any Work
    /// Not before; nil: at once.
    package let at: Instant?

    package init(_ work: any Work, at: Instant? = nil) {
        self.work = work
        self.at = at
    }
}
