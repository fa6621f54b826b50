/// The growing memory of a block. An array would check at each of the thirty small pieces of a record whether it is shared.
final class BlockBytes: @unchecked Sendable {
    // Sendable by hand: it is written by its only owner alone, and never after it was shared.
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0
    /// Headers of the record that is being appended.
    var headerCount = 0

    init(capacity: Int) {
        self.capacity = max(64, capacity)
        base = .allocate(byteCount: self.capacity, alignment: 8)
    }

    convenience init(copying other: BlockBytes) {
        self.init(capacity: other.count)
        append(other.all)
    }

    deinit { base.deallocate() }

    var all: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    func cut(to count: Int) {
        precondition(count <= self.count)
        self.count = count
    }

    /// The next `size` bytes, which the caller fills.
    @inline(__always)
    func room(_ size: Int) -> UnsafeMutableRawBufferPointer {
        if count + size > capacity { grow(size) }
        defer { count += size }
        return UnsafeMutableRawBufferPointer(start: base + count, count: size)
    }

    @inline(__always)
    func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        if count + bytes.count > capacity { grow(bytes.count) }
        (base + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Big-endian.
    @inline(__always)
    func append<Number: FixedWidthInteger>(_ number: Number) {
        let size = MemoryLayout<Number>.size
        if count + size > capacity { grow(size) }
        (base + count).storeBytes(of: number.bigEndian, as: Number.self)
        count += size
    }

    func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Two bytes of length, then the text.
    func append16(_ text: String) {
        var text = text
        text.withUTF8 {
            append(UInt16($0.count))
            append(UnsafeRawBufferPointer($0))
        }
    }

    @inline(__always)
    func set<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        precondition(offset + MemoryLayout<Number>.size <= count)
        (base + offset).storeBytes(of: number.bigEndian, as: Number.self)
    }

    private func grow(_ size: Int) {
        capacity = max(capacity * 2, count + size)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
    }
}
