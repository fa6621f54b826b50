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
        var count = 0
        do { try forEachRecord { _ in count += 1 } } catch { throw CorruptBlock() }
        recordCount = count
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

    /// Makes room ahead, so that a block that becomes as large as the one before it is not copied while it grows.
    mutating func reserve(_ byteCount: Int) { body.reserveCapacity(byteCount) }

    /// Appends a record; `headers` adds its headers, `value` writes its bytes at the end of the block.
    mutating func append<Failure: Error>(
        topic: String, key: String, headers: (inout RecordHeaders) -> Void,
        value: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let start = body.count
        body.appendBigEndian(UInt32(0))
        body.append16(topic)
        body.append16(key)
        let counted = body.count
        body.appendBigEndian(UInt16(0))
        // The bytes move out and back, so that they are never copied.
        var area = RecordHeaders()
        swap(&area.bytes, &body)
        headers(&area)
        swap(&area.bytes, &body)
        set(area.count, at: counted)
        let length = body.count
        body.appendBigEndian(UInt32(0))
        do { try value(&body) } catch {
            body.removeLast(body.count - start)
            throw error
        }
        set(UInt32(body.count - length - 4), at: length)
        set(UInt32(body.count - start - 4), at: start)
        recordCount += 1
    }

    private mutating func set<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        body.withUnsafeMutableBytes { $0.storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self) }
    }
}

/// The headers of a record that is being appended.
package struct RecordHeaders {
    fileprivate var bytes: [UInt8] = []
    fileprivate var count: UInt16 = 0

    fileprivate init() {}

    /// Headers that many records share, written once.
    struct Prepared {
        fileprivate let bytes: [UInt8]
        fileprivate let count: UInt16

        init(_ fill: (inout RecordHeaders) -> Void) {
            var headers = RecordHeaders()
            fill(&headers)
            bytes = headers.bytes
            count = headers.count
        }
    }

    mutating func add(_ prepared: Prepared) {
        bytes.append(contentsOf: prepared.bytes)
        count += prepared.count
    }

    mutating func add(_ name: StaticString, _ value: String) {
        begin(name, valueBytes: value.utf8.count)
        bytes.append(contentsOf: value.utf8)
    }

    mutating func add(_ name: StaticString, _ value: EventID) {
        begin(name, valueBytes: 36)
        withUnsafeTemporaryAllocation(byteCount: 36, alignment: 1) { text in
            value.write(into: text)
            bytes.append(contentsOf: UnsafeRawBufferPointer(text))
        }
    }

    mutating func add(_ header: Header) {
        bytes.append16(header.name)
        bytes.appendBigEndian(UInt32(header.value.count))
        bytes.append(contentsOf: header.value)
        count += 1
    }

    private mutating func begin(_ name: StaticString, valueBytes: Int) {
        name.withUTF8Buffer { name in
            bytes.appendBigEndian(UInt16(name.count))
            bytes.append(contentsOf: UnsafeRawBufferPointer(name))
        }
        bytes.appendBigEndian(UInt32(valueBytes))
        count += 1
    }
}

extension [UInt8] {
    fileprivate mutating func appendBigEndian<Number: FixedWidthInteger>(_ number: Number) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append16(_ text: String) {
        appendBigEndian(UInt16(text.utf8.count))
        append(contentsOf: text.utf8)
    }
}

/// A block that was not written by us.
package struct CorruptBlock: Error, CustomStringConvertible {
    package init() {}

    package var description: String { "the outbox holds a block of an unknown layout" }
}
