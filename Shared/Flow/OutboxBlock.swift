/// All records of one transaction in one piece of memory: what the outbox stores and what the relay publishes.
///
/// Layout: a codec byte (0: plain), then per record, big-endian: u32 length of what follows, u16 topic, u16 key, u16 number of
/// headers, per header u16 name and u32 value, then u32 value; each length before its bytes.
package struct OutboxBlock: Sendable {
    package private(set) var body: [UInt8] = [0]
    package private(set) var recordCount = 0

    package init() {}

    /// What the outbox holds; throws `CorruptBlock` for another layout.
    package init(body: [UInt8]) throws(CorruptBlock) {
        guard body.first == 0 else { throw CorruptBlock() }
        self.body = body
        recordCount = try records().count
    }

    package var isEmpty: Bool { recordCount == 0 }

    struct Mark {
        let bytes, records: Int
    }

    var mark: Mark { Mark(bytes: body.count, records: recordCount) }

    mutating func rewind(to mark: Mark) {
        body.removeLast(body.count - mark.bytes)
        recordCount = mark.records
    }

    /// Appends a record; `value` writes its bytes at the end of the block.
    mutating func append<Failure: Error>(
        topic: String, key: String, headers: [Header], value: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let start = body.count
        append(UInt32(0))
        append16(topic.utf8)
        append16(key.utf8)
        append(UInt16(headers.count))
        for header in headers {
            append16(header.name.utf8)
            append(UInt32(header.value.count))
            body.append(contentsOf: header.value)
        }
        let length = body.count
        append(UInt32(0))
        do { try value(&body) } catch {
            body.removeLast(body.count - start)
            throw error
        }
        set(UInt32(body.count - length - 4), at: length)
        set(UInt32(body.count - start - 4), at: start)
        recordCount += 1
    }

    /// A record as it lies in the block.
    package struct Record: Sendable {
        package let topic: String
        package let key: [UInt8]
        package let headers: [Header]
        package let value: [UInt8]
    }

    package func records() throws(CorruptBlock) -> [Record] {
        var records: [Record] = []
        var reader = BlockReader(body)
        while !reader.isAtEnd {
            _ = try reader.number(bytes: 4)
            let topic = String(decoding: try reader.bytes(try reader.number(bytes: 2)), as: UTF8.self)
            let key = try reader.bytes(try reader.number(bytes: 2))
            var headers: [Header] = []
            for _ in 0..<(try reader.number(bytes: 2)) {
                let name = String(decoding: try reader.bytes(try reader.number(bytes: 2)), as: UTF8.self)
                headers.append(Header(name, Array(try reader.bytes(try reader.number(bytes: 4)))))
            }
            let value = try reader.bytes(try reader.number(bytes: 4))
            records.append(Record(topic: topic, key: Array(key), headers: headers, value: Array(value)))
        }
        return records
    }

    private mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.bigEndian) { body.append(contentsOf: $0) }
    }

    private mutating func append16(_ text: String.UTF8View) {
        append(UInt16(text.count))
        body.append(contentsOf: text)
    }

    private mutating func set(_ number: UInt32, at offset: Int) {
        body.withUnsafeMutableBytes { $0.storeBytes(of: number.bigEndian, toByteOffset: offset, as: UInt32.self) }
    }
}

/// A block that was not written by us.
package struct CorruptBlock: Error, CustomStringConvertible {
    package var description: String { "the outbox holds a block of an unknown layout" }
}

private struct BlockReader {
    let body: [UInt8]
    var position = 1

    init(_ body: [UInt8]) { self.body = body }

    var isAtEnd: Bool { position >= body.count }

    mutating func number(bytes count: Int) throws(CorruptBlock) -> Int {
        try bytes(count).reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func bytes(_ count: Int) throws(CorruptBlock) -> ArraySlice<UInt8> {
        guard position + count <= body.count else { throw CorruptBlock() }
        defer { position += count }
        return body[position..<(position + count)]
    }
}
