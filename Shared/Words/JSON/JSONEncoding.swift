/// A writer as `Encoder` for one value, and as its own single-value container.
struct JSONEncoding: Encoder, SingleValueEncodingContainer {
    let writer: JSONWriter
    /// How deep the writer was when the value began.
    let mark: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if !writer.isOpen(at: mark, object: true) {
            writer.open(object: true, sorted: ObjectIdentifier(type) == DictionaryKey.identity)
        }
        return KeyedEncodingContainer(JSONObjectWriting<Key>(writer: writer))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if !writer.isOpen(at: mark, object: false) { writer.open(object: false) }
        return JSONArrayWriting(writer: writer)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() { writer.null() }
    func encode(_ value: Bool) { writer.bool(value) }
    func encode(_ value: String) { writer.string(value) }
    func encode(_ value: Double) throws { try writer.double(value) }
    func encode(_ value: Float) throws { try writer.float(value) }
    func encode(_ value: Int) { writer.integer(value) }
    func encode(_ value: Int8) { writer.integer(value) }
    func encode(_ value: Int16) { writer.integer(value) }
    func encode(_ value: Int32) { writer.integer(value) }
    func encode(_ value: Int64) { writer.integer(value) }
    func encode(_ value: UInt) { writer.integer(value) }
    func encode(_ value: UInt8) { writer.integer(value) }
    func encode(_ value: UInt16) { writer.integer(value) }
    func encode(_ value: UInt32) { writer.integer(value) }
    func encode(_ value: UInt64) { writer.integer(value) }
    func encode<T: Encodable>(_ value: T) throws { try writer.value(value) }
}

/// The key type with which the standard library encodes a `Dictionary`, found by looking at it once: that is how a
/// dictionary, whose order is random, is told from a type, whose order is its author's.
private enum DictionaryKey {
    static let identity: ObjectIdentifier? = {
        let probe = Probe()
        try? ["": 0].encode(to: probe)
        return probe.key
    }()

    private final class Probe: Encoder {
        var key: ObjectIdentifier?
        private let rest = JSONWriter(depthMax: 1)
        var codingPath: [any CodingKey] { [] }
        var userInfo: [CodingUserInfoKey: Any] { [:] }

        func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
            key = ObjectIdentifier(type)
            rest.open(object: true)
            return KeyedEncodingContainer(JSONObjectWriting<Key>(writer: rest))
        }

        func unkeyedContainer() -> any UnkeyedEncodingContainer { JSONArrayWriting(writer: rest) }
        func singleValueContainer() -> any SingleValueEncodingContainer { JSONEncoding(writer: rest, mark: 0) }
    }
}
