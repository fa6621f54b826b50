/// The headers of a record that make it an event, as views into its memory: one pass, nothing allocated.
package struct CloudEventAttributes {
    package private(set) var specVersion: UnsafeRawBufferPointer?
    package private(set) var id: UnsafeRawBufferPointer?
    package private(set) var type: UnsafeRawBufferPointer?
    package private(set) var source: UnsafeRawBufferPointer?
    package private(set) var time: UnsafeRawBufferPointer?
    package private(set) var subject: UnsafeRawBufferPointer?
    package private(set) var correlationID: UnsafeRawBufferPointer?
    package private(set) var causationID: UnsafeRawBufferPointer?
    package private(set) var contentType: UnsafeRawBufferPointer?
    private var traceAttribute: UnsafeRawBufferPointer?
    private var traceHeader: UnsafeRawBufferPointer?
    /// An attribute that came more than once.
    private var repeated: String?

    /// Whether the value is an object, where it can be an event without a word about it in the headers.
    private var isObject = false

    /// Valid as long as the record is held; `forEachHeader` gives each header once.
    package init(
        of value: UnsafeRawBufferPointer,
        forEachHeader: ((_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) -> Void
    ) {
        var found = CloudEventAttributes()
        forEachHeader { name, value in found.take(name, value) }
        found.isObject = value.first { $0 > 0x20 } == UInt8(ascii: "{")
        self = found
    }

    private init() {}

    /// The value is a whole event in JSON, attributes and data together. The content type says so; CloudEvents' Python SDK
    /// (`to_structured` of `cloudevents.kafka`, seen from 1.11.0 to 2.2.0) gives the data's content type there, or none, so an object
    /// without any attribute in the headers is read as a whole event as well. As one in binary mode it would be refused.
    package var isStructured: Bool {
        if let contentType, CloudEventAttributes.starts(contentType, "application/cloudevents") { return true }
        guard isObject, specVersion == nil, id == nil, type == nil, source == nil else { return false }
        return contentType.map { CloudEventAttributes.starts($0, "application/json") } ?? true
    }

    /// The trace that the event belongs to: its own attribute, else the header of the client that sent it.
    package var traceParent: UnsafeRawBufferPointer? { traceAttribute ?? traceHeader }

    /// Throws when an attribute stands there twice, in either mode.
    package func checkUnique() throws(CloudEventError) {
        if let repeated { throw .repeated(repeated) }
    }

    /// Checks that this is an event of CloudEvents 1.0 with everything it must have, once; returns its type.
    package func checked() throws(CloudEventError) -> UnsafeRawBufferPointer {
        try checkUnique()
        guard let specVersion else { throw .missing("specversion") }
        guard specVersion.elementsEqual("1.0".utf8) else { throw .version }
        _ = try CloudEventAttributes.required(id, "id")
        _ = try CloudEventAttributes.required(source, "source")
        return try CloudEventAttributes.required(type, "type")
    }

    /// An attribute as text; nil when it is absent. Throws `malformed` when it is no text, or a very long one.
    package func text(_ value: UnsafeRawBufferPointer?, _ name: String) throws(CloudEventError) -> String? {
        try CloudEventAttributes.text(value, name)
    }

    static func text(_ value: UnsafeRawBufferPointer?, _ name: String) throws(CloudEventError) -> String? {
        guard let value else { return nil }
        if isPlain(value) { return String(decoding: value, as: UTF8.self) }
        guard value.count <= CloudEvent.attributeBytesMax, let text = String(validating: value, as: UTF8.self),
            !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
        else { throw .malformed(name) }
        return text
    }

    private static func required(
        _ value: UnsafeRawBufferPointer?, _ name: String
    ) throws(CloudEventError) -> UnsafeRawBufferPointer {
        guard let value, !value.isEmpty else { throw .missing(name) }
        if !isPlain(value) { _ = try text(value, name) }
        return value
    }

    /// Printable ASCII of moderate length: what nearly every attribute is, and needs no further look.
    private static func isPlain(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count <= CloudEvent.attributeBytesMax else { return false }
        for index in 0..<value.count where value[index] < 0x20 || value[index] > 0x7E { return false }
        return true
    }

    /// Lengths tell nearly all names apart, so mostly one comparison is made.
    private mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        var isNew = true
        switch name.count {
        case 5 where same(name, CloudEventHeader.id): isNew = CloudEventAttributes.set(&id, value)
        case 7 where same(name, CloudEventHeader.type): isNew = CloudEventAttributes.set(&type, value)
        case 7 where same(name, CloudEventHeader.time): isNew = CloudEventAttributes.set(&time, value)
        case 9 where same(name, CloudEventHeader.source): isNew = CloudEventAttributes.set(&source, value)
        case 10 where same(name, CloudEventHeader.subject): isNew = CloudEventAttributes.set(&subject, value)
        // It is no attribute. Two of them are as good as none (W3C Trace Context 3.2.1).
        case 11 where same(name, CloudEventHeader.traceParent):
            traceHeader = traceHeader == nil ? value : UnsafeRawBufferPointer(start: nil, count: 0)
        case 12 where same(name, CloudEventHeader.contentType): isNew = CloudEventAttributes.set(&contentType, value)
        case 14 where same(name, CloudEventHeader.specVersion): isNew = CloudEventAttributes.set(&specVersion, value)
        case 14 where same(name, CloudEventHeader.causationID): isNew = CloudEventAttributes.set(&causationID, value)
        case 14 where same(name, CloudEventHeader.traceParentAttribute):
            isNew = CloudEventAttributes.set(&traceAttribute, value)
        case 16 where same(name, CloudEventHeader.correlationID):
            isNew = CloudEventAttributes.set(&correlationID, value)
        default: break
        }
        // The name is one of ours, so it may be told.
        if !isNew { repeated = String(decoding: name, as: UTF8.self) }
    }

    @inline(__always)
    private static func set(_ attribute: inout UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer) -> Bool {
        defer { attribute = value }
        return attribute == nil
    }

    private func same(_ name: UnsafeRawBufferPointer, _ other: StaticString) -> Bool {
        name.count == other.utf8CodeUnitCount && CloudEventAttributes.starts(name, other)
    }

    /// Whether `text` begins with `prefix`, whatever the case of its letters.
    private static func starts(_ text: UnsafeRawBufferPointer, _ prefix: StaticString) -> Bool {
        guard text.count >= prefix.utf8CodeUnitCount else { return false }
        for index in 0..<prefix.utf8CodeUnitCount {
            let (one, other) = (text[index], prefix.utf8Start[index])
            let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(one)
            guard (isLetter ? one | 0x20 : one) == other else { return false }
        }
        return true
    }
}
