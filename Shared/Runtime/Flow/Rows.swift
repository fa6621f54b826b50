import Domain
import Events
import JSON

/// On a fact: decide.
package func on<E: Event, S: Codable & Sendable>(
    _ event: E.Type, _ decide: @escaping @Sendable (E, S?, Cause) throws(Refusal) -> Decision<S>,
    emits: any Event.Type...
) -> Reaction {
    row(.event(event), E.schema.type, emits: emits, eventKey: keyReader(event), decide: decide)
}

/// On a fact: decide with another state in view, which other facts have built under the key `at`. While there is none, the fact waits.
package func on<E: Event, R: Codable & Sendable, S: Codable & Sendable>(
    _ event: E.Type, reading reference: R.Type, at referenceKey: @escaping @Sendable (E) -> String,
    _ decide: @escaping @Sendable (E, S?, R, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    Reaction(
        trigger: .event(event), name: E.schema.type, emits: emits, eventKey: keyReader(event), state: S.self,
        reference: referring(to: R.self, at: referenceKey)
    ) { scope throws(Reaction.Fault) in
        let body = try scope.read(E.self)
        let key = referenceKey(body)
        guard let read = scope.state(R.self, at: key) else { return scope.waits(for: R.self, at: key) }
        return try scope.apply { state, cause throws(Refusal) in try decide(body, state, read, cause) }
    }
}

/// The same when the other state need not be there.
package func on<E: Event, R: Codable & Sendable, S: Codable & Sendable>(
    _ event: E.Type, consulting reference: R.Type, at referenceKey: @escaping @Sendable (E) -> String,
    _ decide: @escaping @Sendable (E, S?, R?, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    Reaction(
        trigger: .event(event), name: E.schema.type, emits: emits, eventKey: keyReader(event), state: S.self,
        reference: referring(to: R.self, at: referenceKey)
    ) { scope throws(Reaction.Fault) in
        let body = try scope.read(E.self)
        let read = scope.state(R.self, at: referenceKey(body))
        return try scope.apply { state, cause throws(Refusal) in try decide(body, state, read, cause) }
    }
}

/// On a submission that comes over HTTP: decide.
package func accept<Body: Submission, S: Codable & Sendable>(
    _ body: Body.Type,
    _ decide: @escaping @Sendable (Body, S?, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    row(.submission, Body.name, emits: emits, decide: decide)
}

/// When the timer is due: decide.
package func wake<Body: Timer, S: Codable & Sendable>(
    _ body: Body.Type,
    _ decide: @escaping @Sendable (Body, S?, Cause) throws(Refusal) -> Decision<S>, emits: any Event.Type...
) -> Reaction {
    row(.wake, Body.name, emits: emits, decide: decide)
}

private func row<Body: Codable & Sendable, S: Codable & Sendable>(
    _ trigger: Reaction.Trigger, _ name: String, emits: [any Event.Type], eventKey: Reaction.ReadingKey? = nil,
    decide: @escaping @Sendable (Body, S?, Cause) throws(Refusal) -> Decision<S>
) -> Reaction {
    Reaction(trigger: trigger, name: name, emits: emits, eventKey: eventKey, state: S.self) {
        scope throws(Reaction.Fault) in
        let body = try scope.read(Body.self)
        return try scope.apply { state, cause throws(Refusal) in try decide(body, state, cause) }
    }
}

func keyReader<E: Event>(_ event: E.Type) -> Reaction.ReadingKey {
    { source throws(Reaction.Fault) in try source.read(event).key }
}

func referring<E: Event, R: Codable & Sendable>(
    to state: R.Type, at key: @escaping @Sendable (E) -> String
) -> Reaction.Reference {
    Reaction.Reference(state: state) { source throws(Reaction.Fault) in key(try source.read(E.self)) }
}

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
        activity: activityRow(activity, load, decide, otherwise, givenUp), state: S.self
    ) { scope throws(Reaction.Fault) in
        // What cannot be read is found now, not by a worker later.
        _ = try scope.read(E.self)
        return scope.park(subject: "")
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
                return Reaction.ActivityResult(referenceKey: key) { scope throws(Reaction.Fault) in
                    guard let read = scope.state(R.self, at: key) else { return scope.waits(for: R.self, at: key) }
                    return try scope.apply { state, cause throws(Refusal) in
                        try decide(body, output, state, read, cause)
                    }
                }
            }, giveUp: giveUp(otherwise, givenUp)),
        state: S.self, reference: referring(to: R.self, at: referenceKey)
    ) { scope throws(Reaction.Fault) in
        let body = try scope.read(E.self)
        let key = referenceKey(body)
        guard scope.state(R.self, at: key) != nil else {
            if scope.isLastAttempt, let otherwise {
                return try scope.apply { state, cause throws(Refusal) in
                    try otherwise(body, .referenceMissing, state, cause)
                }
            }
            return scope.waits(for: R.self, at: key)
        }
        return scope.park(subject: key)
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
        trigger: .requested, name: Input.name, emits: emits,
        activity: activityRow(activity, load, decide, otherwise, givenUp), state: S.self
    ) { _ throws(Reaction.Fault) in throw .malformed("\(Input.name) is work, not a fact") }
}

func activityRow<Input: Codable & Sendable, Output: Sendable, S: Codable & Sendable>(
    _ activity: @escaping Activity<Input, Output>, _ load: ActivityLoad,
    _ decide: @escaping @Sendable (Input, Output, S?, Cause) throws(Refusal) -> Decision<S>,
    _ otherwise: Otherwise<Input, S>?, _ givenUp: Otherwise<Input, S>?
) -> Reaction.ActivityRow {
    Reaction.ActivityRow(
        load: load,
        run: { input, context in
            let body = try JSON.decode(Input.self, from: input)
            let output = try await activity(body, context)
            return Reaction.ActivityResult { scope throws(Reaction.Fault) in
                try scope.apply { state, cause throws(Refusal) in try decide(body, output, state, cause) }
            }
        }, giveUp: giveUp(otherwise, givenUp))
}

private func giveUp<Input: Codable & Sendable, S: Codable & Sendable>(
    _ otherwise: Otherwise<Input, S>?, _ givenUp: Otherwise<Input, S>?
) -> @Sendable ([UInt8], ActivityFailure) throws -> Reaction.ActivityResult? {
    { input, failure in
        guard let follow = failure.kind == .input ? otherwise : givenUp else { return nil }
        let body = try JSON.decode(Input.self, from: input)
        return Reaction.ActivityResult { scope throws(Reaction.Fault) in
            try scope.apply { state, cause throws(Refusal) in try follow(body, failure, state, cause) }
        }
    }
}
