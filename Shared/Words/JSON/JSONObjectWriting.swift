/// The members of one object, written as they come.
struct JSONObjectWriting<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: JSONWriter

    var codingPath: [any CodingKey] { [] }

    private func signed(_ value: Int64, _ key: Key) {
        writer.key(key.stringValue)
        writer.integer(value)
    }

    private func unsigned(_ value: UInt64, _ key: Key) {
        writer.key(key.stringValue)
        writer.integer(value)
    }

    func encodeNil(forKey key: Key) {
        writer.key(key.stringValue)
        writer.null()
    }

    func encode(_ value: Bool, forKey key: Key) {
        writer.key(key.stringValue)
        writer.bool(value)
    }

    func encode(_ value: String, forKey key: Key) {
        writer.key(key.stringValue)
        writer.string(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        writer.key(key.stringValue)
        try writer.double(value)
    }

    func encode(_ value: Float, forKey key: Key) throws {
        writer.key(key.stringValue)
        try writer.float(value)
    }

    func encode(_ value: Int, forKey key: Key) { signed(Int64(value), key) }
    func encode(_ value: Int8, forKey key: Key) { signed(Int64(value), key) }
    func encode(_ value: Int16, forKey key: Key) { signed(Int64(value), key) }
    func encode(_ value: Int32, forKey key: Key) { signed(Int64(value), key) }
    func encode(_ value: Int64, forKey key: Key) { signed(value, key) }
    func encode(_ value: UInt, forKey key: Key) { unsigned(UInt64(value), key) }
    func encode(_ value: UInt8, forKey key: Key) { unsigned(UInt64(value), key) }
    func encode(_ value: UInt16, forKey key: Key) { unsigned(UInt64(value), key) }
    func encode(_ value: UInt32, forKey key: Key) { unsigned(UInt64(value), key) }
    func encode(_ value: UInt64, forKey key: Key) { unsigned(value, key) }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        writer.key(key.stringValue)
        try writer.value(value)
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Inner> {
        writer.key(key.stringValue)
        return JSONEncoding(writer: writer.part(), mark: 0).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        writer.key(key.stringValue)
        return JSONEncoding(writer: writer.part(), mark: 0).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { superEncoder(JSONKey.super.stringValue) }
    func superEncoder(forKey key: Key) -> any Encoder { superEncoder(key.stringValue) }

    private func superEncoder(_ name: String) -> any Encoder {
        writer.key(name)
        return JSONEncoding(writer: writer.part(), mark: 0)
    }
}
