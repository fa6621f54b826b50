import Domain
import Encoding
import Flow
import Kernel

/// A cause as it lies beside parked work. `now` is not part of it: the moment of deciding is another each time.
struct StoredCause: Codable {
    var inboxID: String
    var derivation: String
    var eventID: String
    var correlationID: String
    var traceparent: String?
    var occurredAt: Instant?

    init(_ cause: Cause) {
        inboxID = cause.inboxID.description
        derivation = cause.derivation.description
        eventID = cause.event.description
        correlationID = cause.correlation.description
        traceparent = cause.traceparent
        occurredAt = cause.occurredAt
    }

    /// Nil when the row was not written by us.
    func cause(now: Instant) -> Cause? {
        guard let inbox = EventID(inboxID), let derived = EventID(derivation) else { return nil }
        return Cause(
            inboxID: inbox, derivation: derived, event: EventReference(eventID),
            correlation: EventReference(correlationID),
            traceparent: traceparent, occurredAt: occurredAt, now: now)
    }
}

/// A header as JSON. Values that are no UTF-8 are kept as hexadecimal.
struct StoredHeader: Codable {
    var name: String
    var text: String?
    var hex: String?

    init(_ header: Header) {
        name = header.name
        text = String(validating: header.value, as: UTF8.self)
        hex = text == nil ? Hex.encode(header.value) : nil
    }

    var header: Header {
        if let text { return Header(name, text) }
        return Header(name, hex.flatMap(Hex.decode) ?? [])
    }
}
