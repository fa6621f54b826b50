/// A streamed response on its way out: what waits to be sent and the producer that waits for room.
struct Outbound {
    enum End { case complete, failed }

    var isStarted = false
    private(set) var end: End?
    private var buffer: [UInt8] = []
    private var offset = 0
    private var failure: (any Error)?
    private var writer: CheckedContinuation<Void, any Error>?

    private var waitingBytes: Int { buffer.count - offset }

    /// Takes bytes from the producer, which waits while more than the window is unsent.
    mutating func write(
        _ bytes: [UInt8], windowBytesMax: Int, _ continuation: CheckedContinuation<Void, any Error>
    ) {
        if let failure {
            continuation.resume(throwing: failure)
            return
        }
        buffer.append(contentsOf: bytes)
        if waitingBytes <= windowBytesMax {
            continuation.resume()
        } else if writer == nil {
            writer = continuation
        } else {
            continuation.resume(throwing: BodyReadTwice())
        }
    }

    /// Moves bytes into the library's buffer; 0 when there is nothing yet.
    mutating func read(into target: UnsafeMutableRawBufferPointer, windowBytesMax: Int) -> Int {
        let count = min(target.count, waitingBytes)
        guard count > 0 else { return 0 }
        buffer.withUnsafeBytes {
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count]))
        }
        offset += count
        if offset == buffer.count || offset > windowBytesMax {
            buffer.removeFirst(offset)
            offset = 0
        }
        if waitingBytes <= windowBytesMax {
            writer?.resume()
            writer = nil
        }
        return count
    }

    mutating func finish(_ end: End) { self.end = self.end ?? end }

    mutating func fail(_ error: any Error) {
        failure = failure ?? error
        writer?.resume(throwing: error)
        writer = nil
    }
}
