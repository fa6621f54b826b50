import Domain

/// A request body on its way in: what has arrived, who waits for it, and how long the client has kept us waiting.
struct Inbound {
    private(set) var receivedBytes = 0
    private(set) var isComplete = false
    /// Somebody asked for the body, so the client may send it.
    private(set) var isWanted = false
    /// Nobody will read the rest.
    var isDiscarded = false
    private var buffer: [UInt8] = []
    private var discardedBytes = 0
    private var failure: (any Error)?
    private var reader: CheckedContinuation<[UInt8]?, any Error>?
    private var waited: Duration = .zero
    private var waitingSince: ContinuousClock.Instant?

    enum Room { case more, full, overflow }

    /// Answers a reader now, or keeps it until there is something for it.
    mutating func read(_ continuation: CheckedContinuation<[UInt8]?, any Error>) {
        isWanted = true
        if !buffer.isEmpty {
            let chunk = buffer
            buffer = []
            continuation.resume(returning: chunk)
        } else if let failure {
            continuation.resume(throwing: failure)
        } else if isComplete {
            continuation.resume(returning: nil)
        } else if reader != nil {
            continuation.resume(throwing: BodyReadTwice())
        } else {
            reader = continuation
        }
    }

    /// Takes in a chunk and says whether there is room for another.
    mutating func receive(_ chunk: UnsafeRawBufferPointer, bytesMax: Int, windowBytesMax: Int, drainBytesMax: Int)
        -> Room
    {
        receivedBytes += chunk.count
        if isDiscarded {
            discardedBytes += chunk.count
            return discardedBytes <= drainBytesMax ? .more : .overflow
        }
        guard receivedBytes <= bytesMax else {
            isDiscarded = true
            buffer = []
            fail(Problem.contentTooLarge(bytesMax: bytesMax))
            return .more
        }
        if let reader {
            self.reader = nil
            reader.resume(returning: Array(chunk))
            return .more
        }
        buffer.append(contentsOf: chunk)
        return buffer.count < windowBytesMax ? .more : .full
    }

    mutating func complete() {
        isComplete = true
        pauseWaiting()
        reader?.resume(returning: nil)
        reader = nil
    }

    /// Ends the body early, unless it is complete; the first reason stays.
    mutating func fail(_ error: any Error) {
        guard !isComplete, failure == nil else { return }
        failure = error
        reader?.resume(throwing: error)
        reader = nil
    }

    mutating func startWaiting() {
        if waitingSince == nil, !isComplete { waitingSince = .now }
    }

    mutating func pauseWaiting() {
        if let since = waitingSince { waited += .now - since }
        waitingSince = nil
    }

    /// How long the client has kept us waiting for its body.
    func waited(at now: ContinuousClock.Instant) -> Duration {
        waited + (waitingSince.map { now - $0 } ?? .zero)
    }
}

/// A route read its body from two places at once.
struct BodyReadTwice: Classified {
    var kind: FailureKind { .bug }
}
