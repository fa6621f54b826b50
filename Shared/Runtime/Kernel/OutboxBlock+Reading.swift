extension OutboxBlock {
    /// A record where it lies in the block: views that are good during the call alone.
    package struct RecordView {
        package let topic: UnsafeRawBufferPointer
        package let key: UnsafeRawBufferPointer
        package let value: UnsafeRawBufferPointer
        package let headerCount: Int
        fileprivate let headers: UnsafeRawBufferPointer

        /// Goes through the headers in their order.
        package func forEachHeader(_ body: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Void) {
            var reader = BlockReader(headers)
            for _ in 0..<headerCount {
                // The block was checked when the view was made.
                guard let name = try? reader.bytes(reader.number(UInt16.self)),
                    let value = try? reader.bytes(reader.number(UInt32.self))
                else { return }
                body(name, value)
            }
        }
    }

    /// A copy of a record.
    package struct Record: Sendable {
        package let topic: String
        package let key: [UInt8]
        package let headers: [Header]
        package let value: [UInt8]
    }

    /// Goes through the records in their order; what `body` throws ends it.
    package func forEachRecord(_ body: (RecordView) throws -> Void) throws {
        try withUnsafeBytes { bytes in
            var reader = BlockReader(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
            while !reader.isAtEnd {
                _ = try reader.number(UInt32.self)
                let topic = try reader.bytes(try reader.number(UInt16.self))
                let key = try reader.bytes(try reader.number(UInt16.self))
                let headerCount = try reader.number(UInt16.self)
                let start = reader.position
                for _ in 0..<headerCount {
                    _ = try reader.bytes(try reader.number(UInt16.self))
                    _ = try reader.bytes(try reader.number(UInt32.self))
                }
                let headers = reader.slice(from: start)
                let value = try reader.bytes(try reader.number(UInt32.self))
                try body(
                    RecordView(topic: topic, key: key, value: value, headerCount: headerCount, headers: headers))
            }
        }
    }

    /// Copies of all records, for tests and tools.
    package func records() throws -> [Record] {
        var records: [Record] = []
        try forEachRecord { view in
            var headers: [Header] = []
            view.forEachHeader { headers.append(Header(String(decoding: $0, as: UTF8.self), Array($1))) }
            records.append(
                Record(
                    topic: String(decoding: view.topic, as: UTF8.self), key: Array(view.key), headers: headers,
                    value: Array(view.value)))
        }
        return records
    }
}

private struct BlockReader {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(CorruptBlock) -> Int {
        let size = MemoryLayout<Number>.size
        guard position + size <= bytes.count else { throw CorruptBlock() }
        defer { position += size }
        return Int(truncatingIfNeeded: Number(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: type)))
    }

    mutating func bytes(_ count: Int) throws(CorruptBlock) -> UnsafeRawBufferPointer {
        guard position + count <= bytes.count else { throw CorruptBlock() }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    func slice(from start: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    }
}
