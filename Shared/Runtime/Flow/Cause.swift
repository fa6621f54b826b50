import Domain

/// What made a decision necessary. Time comes from here and nowhere else.
package struct Cause: Sendable, Hashable {
    /// The inbox key: a second arrival under it changes nothing.
    package var inboxID: EventID
    /// From which the identities of everything that follows are derived.
    package var derivation: EventID
    /// The `ce_id` as it came, or `inboxID`.
    package var event: EventReference
    /// The `ce_id` of the first stimulus of the chain.
    package var correlation: EventReference
    /// W3C Trace Context.
    package var traceparent: String?
    /// When the fact happened, if it said so.
    package var occurredAt: Instant?
    /// The moment of deciding.
    package var now: Instant

    package init(
        inboxID: EventID, derivation: EventID, event: EventReference, correlation: EventReference,
        traceparent: String? = nil, occurredAt: Instant? = nil, now: Instant
    ) {
        self.inboxID = inboxID
        self.derivation = derivation
        self.event = event
        self.correlation = correlation
        self.traceparent = traceparent
        self.occurredAt = occurredAt
        self.now = now
    }

    /// A stimulus that we took in ourselves: a submission over HTTP, a timer.
    package static func stimulus(_ name: String, now: Instant, traceparent: String? = nil) -> Cause {
        // The inbox key has no time: the same submission a second later must meet the same key.
        let key = EventID.outsider(source: "stimulus", id: name)
        return Cause(
            inboxID: key, derivation: key.dated(now), event: EventReference(key), correlation: EventReference(key),
            traceparent: traceparent, now: now)
    }
}
