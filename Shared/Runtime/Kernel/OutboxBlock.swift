import Domain
import Flow

/// All records of one transaction in one piece of memory: what the outbox stores and what the relay publishes.
///
/// Layout: a codec byte (0: plain), then per record, big-endian: u32 length of what follows, u16 topic, u16 key, u16 number of
/// headers, per header u16 name and u32 value, then u32 value; each length before its bytes.
package struct OutboxBlock: Sendable {
    private var bytes: BlockBytes
    package private(set) var recordCount = 0

    /// - Parameter byteCount: how large it is likely to become.
    package init(reserving byteCount: Int = 0) {
        bytes = BlockBytes(capacity: byteCount)
        bytes.append(UInt8(0))
    }

    /// What the outbox holds; throws `CorruptBlock` for another layout.
    package init(body: [UInt8]) throws(CorruptBlock) {
        guard body.first == 0 else { throw CorruptBlock() }
        bytes = BlockBytes(capacity: body.count)
        body.withUnsafeBytes { bytes.append($0) }
        var count = 0
        do { try forEachRecord { _ in count += 1 } } catch { throw CorruptBlock() }
        recordCount = count
    }

    package var isEmpty: Bool { recordCount == 0 }
    package var byteCount: Int { bytes.count }
    /// A copy of its bytes.
    package var body: [UInt8] { withUnsafeBytes { Array($0) } }

    /// Its bytes where they lie, good during the call.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ use: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try use(bytes.all)
    }

    struct Savepoint {
        let bytes, records: Int
    }

    var savepoint: Savepoint { Savepoint(bytes: bytes.count, records: recordCount) }

    mutating func rewind(to savepoint: Savepoint) {
        own()
        bytes.cut(to: savepoint.bytes)
        recordCount = savepoint.records
    }

    /// Appends a record whose headers `fill` adds. Returns its size in bytes.
    @discardableResult
    mutating func append(
        topic: String, key: String, value: UnsafeRawBufferPointer, headers fill: (RecordHeaders) -> Void
    ) -> Int {
        own()
        let start = bytes.count
        bytes.append(UInt32(0))
        bytes.append16(topic)
        bytes.append16(key)
        let counted = bytes.count
        bytes.append(UInt16(0))
        let headers = RecordHeaders(bytes)
        fill(headers)
        bytes.set(UInt16(headers.count), at: counted)
        bytes.append(UInt32(value.count))
        bytes.append(value)
        bytes.set(UInt32(bytes.count - start - 4), at: start)
        recordCount += 1
        return bytes.count - start
    }

    /// A block is a value: a copy that is written to gets bytes of its own.
    private mutating func own() {
        if !isKnownUniquelyReferenced(&bytes) { bytes = BlockBytes(copying: bytes) }
    }
}

/// The headers of a record that is being appended; good during that.
package struct RecordHeaders {
    private let bytes: BlockBytes

    fileprivate init(_ bytes: BlockBytes) {
        self.bytes = bytes
        bytes.headerCount = 0
    }

    fileprivate var count: Int { bytes.headerCount }

    /// Headers that many records share, written once.
    struct Prepared {
        fileprivate let bytes: BlockBytes

        init(_ fill: (RecordHeaders) -> Void) {
            bytes = BlockBytes(capacity: 256)
            fill(RecordHeaders(bytes))
        }
    }

    func add(_ prepared: Prepared) {
        bytes.append(prepared.bytes.all)
        bytes.headerCount += prepared.bytes.headerCount
    }

    func add(_ name: StaticString, _ value: String) {
        begin(name, valueBytes: value.utf8.count)
        bytes.append(value)
    }

    func add(_ name: StaticString, _ value: EventID) {
        begin(name, valueBytes: EventID.textBytes)
        var text = bytes.room(EventID.textBytes).mutableBytes
        value.write(into: &text)
    }

    func add(_ name: StaticString, _ value: EventReference) {
        if let id = value.id { add(name, id) } else { add(name, value.description) }
    }

    func add(_ header: Header) {
        bytes.append16(header.name)
        bytes.append(UInt32(header.value.count))
        header.value.withUnsafeBytes { bytes.append($0) }
        bytes.headerCount += 1
    }

    private func begin(_ name: StaticString, valueBytes: Int) {
        bytes.append(UInt16(name.utf8CodeUnitCount))
        bytes.append(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt32(valueBytes))
        bytes.headerCount += 1
    }
}

/// A block that was not written by us.
package struct CorruptBlock: Classified, CustomStringConvertible {
    package init() {}

    package var kind: FailureKind { .bug }
    package var description: String { "the outbox holds a block of an unknown layout" }
}

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
