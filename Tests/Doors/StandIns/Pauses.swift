import Synchronization

/// The waits between attempts that were asked for; none is waited out.
package final class Pauses: Sendable {
    private let found = Mutex<[Duration]>([])

    package init() {}

    package var all: [Duration] { found.withLock { $0 } }
    package func note(_ duration: Duration) { found.withLock { $0.append(duration) } }
}
