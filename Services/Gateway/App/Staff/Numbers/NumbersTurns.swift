import HTTP

/// Counting takes seconds where there is much, on a connection that others wait for: one counts at a time, and few wait.
actor NumbersTurns {
    private static let waitingMax = 8
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        if isBusy {
            guard waiting.count < Self.waitingMax else { throw Problem.busy }
            await withCheckedContinuation { waiting.append($0) }
        }
        isBusy = true
        defer {
            // The turn goes over to whoever waited longest; nobody comes between.
            if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
        }
        return try await work()
    }
}
