import Synchronization

/// Progress on its way from the activity to the next heartbeat.
final class ProgressBox: Sendable {
    private let latest = Mutex<[UInt8]?>(nil)

    func save(_ bytes: [UInt8]) { latest.withLock { $0 = bytes } }

    func take() -> [UInt8]? {
        latest.withLock { value in
            defer { value = nil }
            return value
        }
    }
}
