import Glibc

/// What a child wrote so far: standard output whole up to its limit, standard error by its end.
struct Said {
    private(set) var output: [UInt8] = []
    private(set) var errorTail: [UInt8] = []
    private var outputIntake = Intake()
    private var errorIntake = Intake()
    private let limits: Limits

    var isOutputOpen: Bool { outputIntake.isOpen }
    var isErrorOpen: Bool { errorIntake.isOpen }

    init(_ limits: Limits) {
        self.limits = limits
    }

    mutating func takeOutput(from descriptor: Int32) throws(SandboxError) {
        // A bounded share per call, so that a flood leaves time for the other pipe and the clock.
        for _ in 0..<Intake.readsMax {
            guard let bytes = outputIntake.take(from: descriptor) else { return }
            output += bytes
            if output.count > limits.standardOutputBytesMax {
                throw .outputTooLarge(bytesMax: limits.standardOutputBytesMax)
            }
        }
    }

    mutating func takeError(from descriptor: Int32) {
        for _ in 0..<Intake.readsMax {
            guard let bytes = errorIntake.take(from: descriptor) else { return }
            errorTail += bytes
            errorTail.removeFirst(max(0, errorTail.count - limits.standardErrorTailBytesMax))
        }
    }
}

/// One stream of the child, until its end.
private struct Intake {
    static let readsMax = 16

    private(set) var isOpen = true
    private var chunk = [UInt8](repeating: 0, count: 64 << 10)

    /// Reads what is there; nil when there is nothing now, or never again.
    mutating func take(from descriptor: Int32) -> ArraySlice<UInt8>? {
        while isOpen {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 { return chunk[..<count] }
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EAGAIN { return nil }
            isOpen = false
        }
        return nil
    }
}
