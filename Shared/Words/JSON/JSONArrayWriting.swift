/// The elements of one array, written as they come.
struct JSONArrayWriting: UnkeyedEncodingContainer {
    let writer: JSONWriter
    private(set) var count = 0

    init(writer: JSONWriter) { self.writer = writer }

    var codingPath: [any CodingKey] { [] }

    @inline(__always)
    private mutating func next() {
        writer.separate()
        count += 1
    }

    private mutating func integer(_ value: some FixedWidthInteger) {
        next()
        writer.integer(value)
    }

    mutating func encodeNil() {
        next()
        writer.null()
    }

    mutating func encode(_ value: Bool) {
        next()
        writer.bool(value)
    }

    mutating func encode(_ value: String) {
        next()
        writer.string(value)
    }

    mutating func encode(_ value: Double) throws {
        next()
        try writer.double(value)
    }

    mutating func encode(_ value: Float) throws {
        next()
        try writer.float(value)
    }

    mutating func encode(_ value: Int) { integer(value) }
    mutating func encode(_ value: Int8) { integer(value) }
    mutating func encode(_ value: Int16) { integer(value) }
    mutating func encode(_ value: Int32) { integer(value) }
    mutating func encode(_ value: Int64) { integer(value) }
    mutating func encode(_ value: UInt) { integer(value) }
    mutating func encode(_ value: UInt8) { integer(value) }
    mutating func encode(_ value: UInt16) { integer(value) }
    mutating func encode(_ value: UInt32) { integer(value) }
    mutating func encode(_ value: UInt64) { integer(value) }

    mutating func encode<T: Encodable>(_ value: T) throws {
        next()
        try writer.value(value)
    }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        next()
        return JSONEncoding(writer: writer.part(), mark: 0).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return JSONEncoding(writer: writer.part(), mark: 0).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        next()
        return JSONEncoding(writer: writer.part(), mark: 0)
    }
}
