import Domain
import JSON

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

/// Why a record is no event. It names what is wrong and never what stood there.
package enum CloudEventError: Classified, Hashable, Sendable, CustomStringConvertible {
    /// A required attribute is absent or empty.
    case missing(String)
    /// An attribute is not UTF-8, too long, or of the wrong kind.
    case malformed(String)
    /// An attribute stands there more than once, so that two readers could take two values.
    case repeated(String)
    /// Not CloudEvents 1.0.
    case version
    /// The envelope of a structured event cannot be read.
    case envelope(JSONError)

    package var kind: FailureKind { .input }
    package var description: String {
        switch self {
        case .missing(let name): "the attribute \(name) is missing"
        case .malformed(let name): "the attribute \(name) is malformed"
        case .repeated(let name): "the attribute \(name) stands there more than once"
        case .version: "the event is not of CloudEvents 1.0"
        case .envelope(let error): "the structured event cannot be read: \(error)"
        }
    }
}

/// One event as it came: the attributes we use and its data.
package struct CloudEvent: Hashable, Sendable {
    package var id: String
    package var source: String
    package var type: String
    /// RFC 3339, as the writer gave it.
    package var time: String?
    package var subject: String?
    package var correlationID: String?
    package var causationID: String?
    /// W3C Trace Context as it came, which need not be a valid one.
    package var traceParent: String?
    /// Of the data, not of the envelope.
    package var contentType: String?
    package var data: [UInt8]

    /// No attribute is longer, in bytes; the specification asks receivers for 64 KiB for all of them together.
    package static let attributeBytesMax = 2048

    package init(
        id: String, source: String, type: String, time: String? = nil, subject: String? = nil,
        correlationID: String? = nil, causationID: String? = nil, traceParent: String? = nil,
        contentType: String? = "application/json", data: [UInt8]
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.time = time
        self.subject = subject
        self.correlationID = correlationID
        self.causationID = causationID
        self.traceParent = traceParent
        self.contentType = contentType
        self.data = data
    }

    /// Reads a record in either mode; the content type says which.
    package init(_ record: KafkaRecord) throws(CloudEventError) {
        let attributes = CloudEventAttributes(record)
        try attributes.checkUnique()
        if attributes.isStructured {
            self = try CloudEvent(structured: record.value, traceParent: attributes.traceParent)
        } else {
            self = try CloudEvent(binary: attributes, data: record.value)
        }
    }

    /// The headers that carry this event's attributes in binary mode.
    package var headers: [(name: String, value: [UInt8])] {
        let all: [(StaticString, String?)] = [
            (CloudEventHeader.specVersion, "1.0"), (CloudEventHeader.id, id), (CloudEventHeader.type, type),
            (CloudEventHeader.source, source), (CloudEventHeader.time, time), (CloudEventHeader.subject, subject),
            (CloudEventHeader.correlationID, correlationID), (CloudEventHeader.causationID, causationID),
            (CloudEventHeader.traceParent, traceParent), (CloudEventHeader.contentType, contentType),
        ]
        return all.compactMap { name, value in value.map { (name.description, Array($0.utf8)) } }
    }
}
