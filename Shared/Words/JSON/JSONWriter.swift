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

    let state: UnsafeMutablePointer<State>
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
    func fail(_ reason: JSONError.Reason) {
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
    func reserve(_ extra: Int) {
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
    func raw(_ text: StaticString) {
        raw(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    func raw(_ text: UnsafeBufferPointer<UInt8>) {
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
