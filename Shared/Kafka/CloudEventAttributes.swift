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
    package private(set) var traceParent: UnsafeRawBufferPointer?
    package private(set) var contentType: UnsafeRawBufferPointer?

    /// Valid as long as the record is held.
    package init(_ record: KafkaRecord) {
        var found = CloudEventAttributes()
        record.forEachHeader { name, value in found.take(name, value) }
        self = found
    }

    private init() {}

    /// The value is a whole event in JSON, attributes and data together.
    package var isStructured: Bool {
        guard let contentType else { return false }
        return CloudEventAttributes.starts(contentType, "application/cloudevents")
    }

    /// Lengths tell nearly all names apart, so mostly one comparison is made.
    private mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        switch name.count {
        case 5 where same(name, CloudEventHeader.id): id = value
        case 7 where same(name, CloudEventHeader.type): type = value
        case 7 where same(name, CloudEventHeader.time): time = value
        case 9 where same(name, CloudEventHeader.source): source = value
        case 10 where same(name, CloudEventHeader.subject): subject = value
        case 11 where same(name, CloudEventHeader.traceParent): traceParent = value
        case 12 where same(name, CloudEventHeader.contentType): contentType = value
        case 14 where same(name, CloudEventHeader.specVersion): specVersion = value
        case 14 where same(name, CloudEventHeader.causationID): causationID = value
        case 16 where same(name, CloudEventHeader.correlationID): correlationID = value
        default: break
        }
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
