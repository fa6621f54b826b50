import Encoding
import JSON

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

    /// Media types of structured mode: one event, and a batch of them.
    package static let mediaType = "application/cloudevents+json"
    package static let batchMediaType = "application/cloudevents-batch+json"
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

    /// Binary mode: attributes in headers, the data is the value, which the caller may keep where it is.
    package init(
        binary attributes: CloudEventAttributes,
        data: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)
    ) throws(CloudEventError) {
        let type = try attributes.checked()
        self.init(
            id: try attributes.text(attributes.id, "id") ?? "",
            source: try attributes.text(attributes.source, "source") ?? "",
            type: String(decoding: type, as: UTF8.self),
            time: try attributes.text(attributes.time, "time"),
            subject: try attributes.text(attributes.subject, "subject"),
            correlationID: try attributes.text(attributes.correlationID, "correlationid"),
            causationID: try attributes.text(attributes.causationID, "causationid"),
            traceParent: try attributes.text(attributes.traceParent, "traceparent"),
            contentType: try attributes.text(attributes.contentType, "datacontenttype"),
            data: [UInt8](data))
    }

    /// Structured mode: the value is one JSON object with the attributes and `data` or `data_base64`.
    package init(
        structured value: UnsafeRawBufferPointer, traceParent: UnsafeRawBufferPointer? = nil
    ) throws(CloudEventError) {
        let envelope: JSONValue
        do throws(JSONError) {
            envelope = try JSONValue(parsing: value)
        } catch {
            throw .envelope(error)
        }
        try self.init(structured: envelope, traceParent: traceParent)
    }

    /// The same of an envelope that has been taken apart, such as one of a batch.
    package init(
        structured envelope: JSONValue, traceParent: UnsafeRawBufferPointer? = nil
    ) throws(CloudEventError) {
        guard envelope.object != nil else { throw .malformed("envelope") }
        guard let version = try CloudEvent.text(envelope, "specversion") else { throw .missing("specversion") }
        guard version == "1.0" else { throw .version }
        self.init(
            id: try CloudEvent.required(envelope, "id"),
            source: try CloudEvent.required(envelope, "source"),
            type: try CloudEvent.required(envelope, "type"),
            time: try CloudEvent.text(envelope, "time"),
            subject: try CloudEvent.text(envelope, "subject"),
            correlationID: try CloudEvent.text(envelope, "correlationid"),
            causationID: try CloudEvent.text(envelope, "causationid"),
            traceParent: try CloudEvent.traceParent(envelope, header: traceParent),
            contentType: try CloudEvent.text(envelope, "datacontenttype") ?? "application/json",
            data: try CloudEvent.data(of: envelope))
    }

    /// Binary mode over HTTP: attributes in headers with the prefix `ce-`, percent-encoded where they are not plain
    /// (HTTP binding 3.1.3.2).
    package init(http header: (_ name: String) -> [String], data: [UInt8]) throws(CloudEventError) {
        func text(_ name: String) throws(CloudEventError) -> String? {
            let values = header("ce-\(name)")
            guard values.count < 2 else { throw .repeated(name) }
            guard let value = values.first else { return nil }
            guard let text = PercentEncoding.decode(value), CloudEvent.isAttribute(text) else { throw .malformed(name) }
            return text
        }
        func required(_ name: String) throws(CloudEventError) -> String {
            guard let text = try text(name), !text.isEmpty else { throw .missing(name) }
            return text
        }
        guard try required("specversion") == "1.0" else { throw .version }
        self.init(
            id: try required("id"), source: try required("source"), type: try required("type"), time: try text("time"),
            subject: try text("subject"), correlationID: try text("correlationid"),
            causationID: try text("causationid"), traceParent: try text("traceparent"),
            contentType: header("content-type").first, data: data)
    }

    private static func isAttribute(_ text: String) -> Bool {
        text.utf8.count <= attributeBytesMax && !text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }

    /// The envelope's own, else the header's.
    private static func traceParent(
        _ envelope: JSONValue, header: UnsafeRawBufferPointer?
    ) throws(CloudEventError) -> String? {
        if let own = try text(envelope, "traceparent") { return own }
        return try CloudEventAttributes.text(header, "traceparent")
    }

    private static func data(of envelope: JSONValue) throws(CloudEventError) -> [UInt8] {
        switch (envelope["data"], envelope["data_base64"]) {
        case (nil, nil): return []
        case (let data?, nil):
            do throws(JSONError) {
                return try JSON.encode(data)
            } catch {
                throw .envelope(error)
            }
        case (nil, .string(let text)):
            guard let data = Base64.standard.decode(text) else { throw .malformed("data_base64") }
            return data
        case (nil, _): throw .malformed("data_base64")
        default: throw .malformed("data and data_base64")
        }
    }

    private static func required(_ envelope: JSONValue, _ name: String) throws(CloudEventError) -> String {
        guard let text = try text(envelope, name), !text.isEmpty else { throw .missing(name) }
        return text
    }

    private static func text(_ envelope: JSONValue, _ name: String) throws(CloudEventError) -> String? {
        guard let value = envelope[name], !value.isNull else { return nil }
        guard let text = value.string, isAttribute(text) else { throw .malformed(name) }
        return text
    }
}
