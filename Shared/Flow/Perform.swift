import Domain
import Events
import JSON

/// What follows when an activity brings nothing back.
package typealias Otherwise<Input, S: Sendable> =
    @Sendable (Input, ActivityFailure, S?, Cause) throws(Refusal) -> Decision<S>

/// On a fact: park the activity with the fact as its input, run it outside, then decide about what it brought back.
///
/// `otherwise` follows when the input cannot work, and may say so to whoever sent it. `givenUp` follows when trouble of ours
/// lasted longer than the operator's patience: it asks people, and never says anything adverse. Without them: a dead letter,
/// which can be replayed.
/// - Parameter load: `.waiting` for work that mostly waits for others, so that hundreds run at a time.
package func perform<E: Event, Output: Sendable, S: Codable & Sendable>(
    _ event: E.Type, _ activity: @escaping Activity<E, Output>,
    load: ActivityLoad = .computing,
    then decide: @escaping @Sendable (E, Output, S?, Cause) throws(Refusal) -> Decision<S>,
    otherwise: Otherwise<E, S>? = nil, givenUp: Otherwise<E, S>? = nil,
    emits: any Event.Type...
) -> Reaction {
    Reaction(
        trigger: .event(event), name: E.schema.type, emits: emits, eventKey: keyReader(event),
        activity: activityRow(activity, load, decide, otherwise, givenUp), state: StateKind(S.self), reference: nil
    ) { scope, arrival, row throws(DecisionFault) in
        // What cannot be read is found now, not by a worker later.
        let _: E = try scope.decode(arrival)
        scope.park(arrival, for: row)
        return .parked
    }
}

/// The same with another state in view of the decision, at the key `at`. It is not there: the activity runs again later, and
/// in the end `otherwise` is told `ActivityFailure.referenceMissing`.
package func perform<E: Event, R: Codable & Sendable, Output: Sendable, S: Codable & Sendable>(
    _ event: E.Type, reading reference: R.Type, at referenceKey: @escaping @Sendable (E) -> String,
    _ activity: @escaping Activity<E, Output>,
    load: ActivityLoad = .computing,
    then decide: @escaping @Sendable (E, Output, S?, R, Cause) throws(Refusal) -> Decision<S>,
    otherwise: Otherwise<E, S>? = nil, givenUp: Otherwise<E, S>? = nil,
    emits: any Event.Type...
) -> Reaction {
    Reaction(
        trigger: .event(event), name: E.schema.type, emits: emits, eventKey: keyReader(event),
        activity: Reaction.ActivityRow(
            load: load,
            run: { input, context in
                let body = try JSON.decode(E.self, from: input)
                let output = try await activity(body, context)
                let key = referenceKey(body)
                return ActivityResult(referenceKey: key) { scope, arrival, row throws(DecisionFault) in
                    guard let read: R = scope.state(of: row, at: key) else {
                        return scope.waits(for: R.self, of: row, at: key)
                    }
                    return try scope.apply(arrival, row) { state, cause throws(Refusal) in
                        try decide(body, output, state, read, cause)
                    }
                }
            }, giveUp: giveUp(otherwise, givenUp)),
        state: StateKind(S.self),
        reference: Reaction.Reference(kind: StateKind(R.self), key: { referenceKey(try JSON.decode(E.self, from: $0)) })
    ) { scope, arrival, row throws(DecisionFault) in
        let body: E = try scope.decode(arrival)
        let key = referenceKey(body)
        let read: R? = scope.state(of: row, at: key)
        guard read != nil else {
            if arrival.isLastAttempt, let otherwise {
                return try scope.apply(arrival, row) { state, cause throws(Refusal) in
                    try otherwise(body, .referenceMissing, state, cause)
                }
            }
            return scope.waits(for: R.self, of: row, at: key)
        }
        scope.park(arrival, for: row, subject: key)
        return .parked
    }
}

/// Work that decisions ask for by `Perform`.
package func perform<Input: Work, Output: Sendable, S: Codable & Sendable>(
    _ input: Input.Type, _ activity: @escaping Activity<Input, Output>,
    load: ActivityLoad = .computing,
    then decide: @escaping @Sendable (Input, Output, S?, Cause) throws(Refusal) -> Decision<S>,
    otherwise: Otherwise<Input, S>? = nil, givenUp: Otherwise<Input, S>? = nil,
    emits: any Event.Type...
) -> Reaction {
    Reaction(
        trigger: .requested, name: Input.name, emits: emits, eventKey: nil,
        activity: activityRow(activity, load, decide, otherwise, givenUp),
        state: StateKind(S.self), reference: nil
    ) { _, _, _ throws(DecisionFault) in throw .malformed("\(Input.name) is work, not a fact") }
}

private func activityRow<Input: Codable & Sendable, Output: Sendable, S: Codable & Sendable>(
    _ activity: @escaping Activity<Input, Output>, _ load: ActivityLoad,
    _ decide: @escaping @Sendable (Input, Output, S?, Cause) throws(Refusal) -> Decision<S>,
    _ otherwise: Otherwise<Input, S>?, _ givenUp: Otherwise<Input, S>?
) -> Reaction.ActivityRow {
    Reaction.ActivityRow(
        load: load,
        run: { input, context in
            let body = try JSON.decode(Input.self, from: input)
            let output = try await activity(body, context)
            return ActivityResult { scope, arrival, row throws(DecisionFault) in
                try scope.apply(arrival, row) { state, cause throws(Refusal) in try decide(body, output, state, cause) }
            }
        }, giveUp: giveUp(otherwise, givenUp))
}

private func giveUp<Input: Codable & Sendable, S: Codable & Sendable>(
    _ otherwise: Otherwise<Input, S>?, _ givenUp: Otherwise<Input, S>?
) -> @Sendable ([UInt8], ActivityFailure) throws -> ActivityResult? {
    { input, failure in
        guard let follow = failure.kind == .input ? otherwise : givenUp else { return nil }
        let body = try JSON.decode(Input.self, from: input)
        return ActivityResult { scope, arrival, row throws(DecisionFault) in
            try scope.apply(arrival, row) { state, cause throws(Refusal) in try follow(body, failure, state, cause) }
        }
    }
}
