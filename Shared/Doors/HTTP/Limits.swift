/// What one server allows to all its connections.
package struct ServerLimits: Sendable {
    /// Request line and header lines together.
    package var headerBytesMax = 16 * 1024
    /// The request target alone.
    package var urlBytesMax = 8 * 1024
    package var connectionCountMax = 1000
    /// A body, whatever more its route would take.
    package var bodyBytesMax = Int.max
    /// Connections of one address; of a client behind a trusted proxy, whose connections are the proxy's, requests at a time.
    package var connectionsPerAddressMax = 256
    /// Whose word about the client's address is taken.
    package var trustedProxies = TrustedProxies()
    /// A connection on which nothing moves is closed.
    package var idleSecondsMax = 30
    /// From the opening of a connection (or from the end of its idle time) to the last header line.
    package var headerSecondsMax = 10
    /// What is read of an unwanted body so that its connection can be kept.
    package var drainBytesMax = 1024 * 1024
    /// What is thrown away after the answer, so that a client which is still sending comes to read it, and for how long.
    package var lingerBytesMax = 64 * 1024 * 1024
    package var lingerSecondsMax = 30
    /// What waits in memory, per exchange and direction, before the other side is held back.
    package var windowBytesMax = 64 * 1024
    /// Threads of the library; one serves tens of thousands of requests a second.
    package var threads = 1

    package init() {}
}

/// What one route allows to one request.
package struct RouteLimits: Sendable {
    /// Larger bodies are refused with 413.
    package var bodyBytesMax: Int
    /// Time spent waiting for the client's body in all; time in which we hold the client back does not count.
    package var bodySecondsMax: Int
    /// Below this rate, after ten seconds of grace, a sender is cut off.
    package var bodyBytesPerSecondMin: Int
    /// Time to the response, not counting time spent waiting for the client; then the task is cancelled and 503 sent.
    package var handlerSecondsMax: Int
    /// Time to send the response in all; then the connection is cut.
    package var answerSecondsMax: Int

    package init(
        bodyBytesMax: Int = 1024 * 1024, bodySecondsMax: Int = 60, bodyBytesPerSecondMin: Int = 1000,
        handlerSecondsMax: Int = 60, answerSecondsMax: Int = 600
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.bodySecondsMax = bodySecondsMax
        self.bodyBytesPerSecondMin = bodyBytesPerSecondMin
        self.handlerSecondsMax = handlerSecondsMax
        self.answerSecondsMax = answerSecondsMax
    }

    static let bodyGraceSeconds = 10
}
