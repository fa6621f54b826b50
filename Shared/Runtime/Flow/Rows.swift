import Domain
import Events

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
