import Flow

/// The headers of our own facts: CloudEvents 1.0, Kafka binding, binary mode, and W3C Trace Context.
package enum EventHeaders {
    package static func source(of service: String) -> String { "/colloquy/\(service)" }

    static func addShared(to headers: RecordHeaders, type: String, source: String, time: String) {
        headers.add("ce_specversion", "1.0")
        headers.add("ce_type", type)
        headers.add("ce_source", source)
        headers.add("ce_time", time)
        headers.add("content-type", "application/json")
    }

    static func add(to headers: RecordHeaders, id: EventID, subject: String, of arrival: Arrival) {
        headers.add("ce_id", id)
        headers.add("ce_subject", subject)
        headers.add("ce_correlationid", arrival.cause.correlation)
        headers.add("ce_causationid", arrival.cause.event)
        if let traceparent = arrival.cause.traceparent { headers.add("traceparent", traceparent) }
    }
}
