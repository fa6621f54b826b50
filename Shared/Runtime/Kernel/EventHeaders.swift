import CloudEvents
import Flow

/// The headers of our own facts: CloudEvents 1.0, Kafka binding, binary mode, and W3C Trace Context.
package enum EventHeaders {
    package static func source(of service: String) -> String { "/colloquy/\(service)" }

    static func addShared(to headers: RecordHeaders, type: String, source: String, time: String) {
        headers.add(CloudEventHeader.specVersion, "1.0")
        headers.add(CloudEventHeader.type, type)
        headers.add(CloudEventHeader.source, source)
        headers.add(CloudEventHeader.time, time)
        headers.add(CloudEventHeader.contentType, "application/json")
    }

    static func add(to headers: RecordHeaders, id: EventID, subject: String, of arrival: Arrival) {
        headers.add(CloudEventHeader.id, id)
        headers.add(CloudEventHeader.subject, subject)
        headers.add(CloudEventHeader.correlationID, arrival.cause.correlation)
        headers.add(CloudEventHeader.causationID, arrival.cause.event)
        if let traceparent = arrival.cause.traceparent { headers.add(CloudEventHeader.traceParent, traceparent) }
    }
}
