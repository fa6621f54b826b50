extension Sandbox {
    /// What a program may use before it is stopped. Every bound is per process but for the wall clock, which is for the
    /// whole group.
    package struct Limits: Sendable {
        package var wallClockSecondsMax: Double
        package var cpuSecondsMax: UInt64
        package var addressSpaceBytesMax: UInt64
        /// The size of any one file it writes, and of its `/tmp`.
        package var fileBytesMax: UInt64
        package var openFilesMax: UInt64
        package var standardOutputBytesMax: Int
        package var standardErrorTailBytesMax: Int

        package init(
            wallClockSecondsMax: Double = 30, cpuSecondsMax: UInt64 = 20, addressSpaceBytesMax: UInt64 = 2 << 30,
            fileBytesMax: UInt64 = 256 << 20, openFilesMax: UInt64 = 256, standardOutputBytesMax: Int = 64 << 20,
            standardErrorTailBytesMax: Int = 4096
        ) {
            self.wallClockSecondsMax = wallClockSecondsMax
            self.cpuSecondsMax = cpuSecondsMax
            self.addressSpaceBytesMax = addressSpaceBytesMax
            self.fileBytesMax = fileBytesMax
            self.openFilesMax = openFilesMax
            self.standardOutputBytesMax = standardOutputBytesMax
            self.standardErrorTailBytesMax = standardErrorTailBytesMax
        }
    }
}

/// The short name, where no other module has its own `Limits`.
package typealias Limits = Sandbox.Limits

/// How far the program is kept from the machine, beyond its limits.
package enum Isolation: Sendable {
    /// Own namespaces (no network, no files but its own) where the machine allows it, limits alone otherwise.
    case whenPossible
    /// Own namespaces, or ``SandboxError/notIsolated``.
    case required
    /// Limits alone.
    case limitsOnly
}
