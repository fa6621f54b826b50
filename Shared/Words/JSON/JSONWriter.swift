/// The text of one value while it is written.
///
/// Its state lies behind a pointer, because the checks for exclusive access to a class's properties cost more than
/// the writing (1 to 2 µs an event).
final class JSONWriter {
    struct State {
        var bytes: UnsafeMutablePointer<UInt8>
        var count = 0
        var capacity: Int
        var depth = 0
        /// One bit per open array or object: nothing in it yet; an object; a dictionary, whose keys are sorted.
        var isEmpty: UInt64 = 0
        var isObject: UInt64 = 0
        var isSorted: UInt64 = 0
        var failure: JSONError?
        /// The members of the dictionaries that are open, the innermost's last.
        var members: [Member] = []
        var memberStarts: [Int] = []
        /// Containers handed out for writing later, with the place their text goes to.
        var parts: [(offset: Int, writer: JSONWriter)] = []
    }

    /// Where a dictionary's member begins and its key ends.
    struct Member {
        let start: Int
        let keyEnd: Int
    }

    private let state: UnsafeMutablePointer<State>
    private let depthMax: Int

    init(depthMax: Int) {
        self.depthMax = depthMax
        let capacity = 1024
        state = .allocate(capacity: 1)
        state.initialize(to: State(bytes: .allocate(capacity: capacity), capacity: capacity))
    }

    /// Forgets everything but the memory.
    func reset() {
        let (bytes, capacity) = (state.pointee.bytes, state.pointee.capacity)
        state.pointee = State(bytes: bytes, capacity: capacity)
    }

    deinit {
        state.pointee.bytes.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    var depth: Int { state.pointee.depth }
    var failure: JSONError? { state.pointee.failure }
    var written: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: state.pointee.bytes, count: state.pointee.count)
    }

    /// Keeps the first failure of calls that may not throw; encoding ends with it.
    private func fail(_ reason: JSONError.Reason) {
        if state.pointee.failure == nil { state.pointee.failure = error(reason) }
    }

    /// An error here; the path is read from what was written, so nothing is kept for it.
    func error(_ reason: JSONError.Reason) -> JSONError {
        let tape = JSONTape()
        try? tape.lay(UnsafePointer(state.pointee.bytes), state.pointee.count)
        return JSONError(reason, offset: state.pointee.count, path: JSONKey.path(tape.steps(to: tape.count)))
    }

    func error(from error: any Error) -> JSONError {
        if let failure { return failure }
        return error as? JSONError ?? self.error(.refused)
    }

    @inline(__always)
    private func reserve(_ extra: Int) {
        if state.pointee.count + extra > state.pointee.capacity { grow(extra) }
    }

    private func grow(_ extra: Int) {
        let capacity = max(state.pointee.capacity * 2, state.pointee.count + extra)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.moveInitialize(from: state.pointee.bytes, count: state.pointee.count)
        state.pointee.bytes.deallocate()
        state.pointee.bytes = larger
        state.pointee.capacity = capacity
    }

    @inline(__always)
    func byte(_ byte: UInt8) {
        reserve(1)
        state.pointee.bytes[state.pointee.count] = byte
        state.pointee.count += 1
    }

    @inline(__always)
    private func raw(_ text: StaticString) {
        raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    private func raw(_ text: UnsafeBufferPointer<UInt8>) {
        guard let source = text.baseAddress else { return }
        reserve(text.count)
        (state.pointee.bytes + state.pointee.count).update(from: source, count: text.count)
        state.pointee.count += text.count
    }

    // MARK: Arrays and objects

    private var bit: UInt64 { 1 << UInt64(truncatingIfNeeded: state.pointee.depth - 1) }

    func open(object: Bool, sorted: Bool = false) {
        guard state.pointee.depth < depthMax else { return fail(.depth) }
        byte(object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        state.pointee.depth += 1
        state.pointee.isEmpty |= bit
        if object { state.pointee.isObject |= bit } else { state.pointee.isObject &= ~bit }
        if sorted {
            state.pointee.isSorted |= bit
            state.pointee.memberStarts.append(state.pointee.members.count)
        } else {
            state.pointee.isSorted &= ~bit
        }
    }

    /// Puts the comma before all but the first element or member.
    @inline(__always)
    func separate() {
        if state.pointee.isEmpty & bit != 0 {
            state.pointee.isEmpty &= ~bit
        } else {
            byte(UInt8(ascii: ","))
        }
    }

    func key(_ name: String) {
        separate()
        let start = state.pointee.count
        string(name)
        if state.pointee.isSorted & bit != 0 {
            state.pointee.members.append(Member(start: start, keyEnd: state.pointee.count - 1))
        }
        byte(UInt8(ascii: ":"))
    }

    /// Closes what was opened since the depth was `target`.
    @inline(__always)
    func close(to target: Int) {
        while state.pointee.depth > target { closeOne() }
    }

    private func closeOne() {
        if state.pointee.isSorted & bit != 0 { sortMembers() }
        byte(state.pointee.isObject & bit != 0 ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        state.pointee.depth -= 1
    }

    /// Whether the encoder that began at `mark` has already opened its container; asked again it gets the same.
    func isOpen(at mark: Int, object: Bool) -> Bool {
        guard state.pointee.depth == mark + 1 else { return false }
        if (state.pointee.isObject & bit != 0) != object { fail(.refused) }
        return true
    }
}

extension JSONWriter {
    @inline(__always)
    func bool(_ value: Bool) { raw(value ? "true" : "false") }

    func null() { raw("null") }

    @inline(__always)
    func integer(_ value: some FixedWidthInteger) {
        integer(UInt64(truncatingIfNeeded: value.magnitude), isNegative: value < 0)
    }

    private func integer(_ magnitude: UInt64, isNegative: Bool) {
        reserve(20)
        if isNegative { byte(UInt8(ascii: "-")) }
        var rest = magnitude
        let start = state.pointee.bytes + state.pointee.count
        var count = 0
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            start[count] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
            count += 1
            rest = quotient
        } while rest > 0
        var digits = UnsafeMutableBufferPointer(start: start, count: count)
        digits.reverse()
        state.pointee.count += count
    }

    /// The shortest digits that read back as the same number, without `.0`.
    func double(_ value: Double) throws(JSONError) {
        guard value.isFinite else { throw error(.range(type: "Double")) }
        number(value.description)
    }

    func float(_ value: Float) throws(JSONError) {
        guard value.isFinite else { throw error(.range(type: "Float")) }
        number(value.description)
    }

    private func number(_ text: String) {
        var text = text
        text.withUTF8 { digits in
            let isWhole = digits.count > 2 && digits[digits.count - 2] == UInt8(ascii: ".") && digits.last == 0x30
            raw(isWhole ? UnsafeBufferPointer(rebasing: digits.dropLast(2)) : digits)
        }
    }

    @inline(__always)
    func string(_ value: String) {
        // A native string, which all but a bridged one is, is read where it lies.
        if value.utf8.withContiguousStorageIfAvailable({ text($0) }) != nil { return }
        var value = value
        value.withUTF8 { text($0) }
    }

    private func text(_ text: UnsafeBufferPointer<UInt8>) {
        reserve(text.count + 2)
        let quote = UInt8(ascii: "\"")
        guard let base = text.baseAddress else { return raw("\"\"") }
        var end = plainEnd(base, from: 0, count: text.count)
        let target = state.pointee.bytes + state.pointee.count
        target[0] = quote
        (target + 1).update(from: base, count: end)
        state.pointee.count += end + 1
        while end < text.count {
            escape(base[end])
            let start = end + 1
            end = plainEnd(base, from: start, count: text.count)
            raw(UnsafeBufferPointer(start: base + start, count: end - start))
        }
        byte(quote)
    }

    /// The first byte from `start` on that must be escaped, or `count`.
    private func plainEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var index = start
        if start == 0, count >= JSONWord.longBytes, JSONWord.isPlain(bytes, count, isASCII: false) { return count }
        while index + 8 <= count {
            let marks = JSONWord.special(JSONWord.load(bytes, index))
            if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < count {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index += 1
        }
        return count
    }

    private func escape(_ special: UInt8) {
        switch special {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case 0x08: raw("\\b")
        case 0x09: raw("\\t")
        case 0x0A: raw("\\n")
        case 0x0C: raw("\\f")
        case 0x0D: raw("\\r")
        default:
            raw("\\u00")
            byte(special >> 4 + UInt8(ascii: "0"))
            byte(special & 15 + (special & 15 < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        }
    }

    /// Writes any value and closes what it opened; only here do types from outside run.
    func value<T: Encodable>(_ value: T) throws {
        if let failure { throw failure }
        let mark = depth
        let start = state.pointee.count
        let partsBefore = state.pointee.parts.count
        try value.encode(to: JSONEncoding(writer: self, mark: mark))
        if state.pointee.count == start, state.pointee.parts.count == partsBefore { open(object: true) }
        close(to: mark)
        if state.pointee.parts.count > partsBefore { insertParts(from: partsBefore) }
        if let failure { throw failure }
    }

    // MARK: Containers written later

    /// A writer of its own for a nested container, since its owner may go on writing here before it is done.
    func part() -> JSONWriter {
        let writer = JSONWriter(depthMax: JSON.depthMax - depth)
        state.pointee.parts.append((state.pointee.count, writer))
        return writer
    }

    /// Puts the parts where they belong; no dictionary is open above the first of them, so no member moves.
    private func insertParts(from first: Int) {
        let parts = state.pointee.parts[first...]
        state.pointee.parts.removeSubrange(first...)
        guard let begin = parts.first?.offset else { return }
        let tail = [UInt8](written[begin...])
        state.pointee.count = begin
        var taken = begin
        for part in parts {
            tail.withUnsafeBufferPointer { raw(UnsafeBufferPointer(rebasing: $0[taken - begin..<part.offset - begin])) }
            taken = part.offset
            if part.writer.state.pointee.count == 0 { part.writer.open(object: true) }
            part.writer.close(to: 0)
            part.writer.insertParts(from: 0)
            if let failure = part.writer.failure, state.pointee.failure == nil { state.pointee.failure = failure }
            raw(part.writer.written.assumingMemoryBound(to: UInt8.self))
        }
        tail.withUnsafeBufferPointer { raw(UnsafeBufferPointer(rebasing: $0[(taken - begin)...])) }
    }

    /// Puts the members of the innermost dictionary in the order of their keys' bytes.
    private func sortMembers() {
        let first = state.pointee.memberStarts.removeLast()
        let members = state.pointee.members[first...]
        state.pointee.members.removeSubrange(first...)
        guard let begin = members.first?.start, members.count > 1 else { return }
        let text = [UInt8](written[begin...])
        let entries = members.indices.map { index in
            let end = index + 1 < members.endIndex ? members[index + 1].start - 1 - begin : text.count
            return (start: members[index].start - begin, keyEnd: members[index].keyEnd - begin, end: end)
        }
        let sorted = entries.sorted { one, two in
            text[one.start + 1..<one.keyEnd].lexicographicallyPrecedes(text[two.start + 1..<two.keyEnd])
        }
        state.pointee.count = begin
        for (position, entry) in sorted.enumerated() {
            if position > 0 { byte(UInt8(ascii: ",")) }
            text.withUnsafeBufferPointer { raw(UnsafeBufferPointer(rebasing: $0[entry.start..<entry.end])) }
        }
    }
}
