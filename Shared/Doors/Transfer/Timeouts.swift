/// How long a transfer may take.
package struct Timeouts: Sendable, Equatable {
    /// For name resolution, connection and TLS together.
    package var connectMilliseconds = 5_000
    /// Without a byte in either direction; in whole seconds.
    package var silenceMilliseconds = 15_000
    /// For everything.
    package var totalMilliseconds = 60_000

    package init(connectMilliseconds: Int = 5_000, silenceMilliseconds: Int = 15_000, totalMilliseconds: Int = 60_000) {
        self.connectMilliseconds = connectMilliseconds
        self.silenceMilliseconds = silenceMilliseconds
        self.totalMilliseconds = totalMilliseconds
    }
}
