/// The names of the headers by which an event travels: CloudEvents 1.0, Kafka binding, binary mode.
package enum CloudEventHeader {
    package static let specVersion: StaticString = "ce_specversion"
    package static let id: StaticString = "ce_id"
    package static let type: StaticString = "ce_type"
    package static let source: StaticString = "ce_source"
    package static let time: StaticString = "ce_time"
    package static let subject: StaticString = "ce_subject"
    package static let correlationID: StaticString = "ce_correlationid"
    package static let causationID: StaticString = "ce_causationid"
    /// W3C Trace Context, as Kafka clients and OpenTelemetry write it.
    package static let traceParent: StaticString = "traceparent"
    /// The same as an attribute of the event: CloudEvents' distributed tracing extension.
    package static let traceParentAttribute: StaticString = "ce_traceparent"
    package static let contentType: StaticString = "content-type"
}
