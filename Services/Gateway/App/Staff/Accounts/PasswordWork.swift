import Crypto
import Domain
import Threads

/// Hashing a password takes memory and time on purpose. A few at once, each on a thread of its own, and the rest wait: else
/// whoever sends a thousand wrong ones would take the house's memory.
package actor PasswordWork {
    private static let atOnceMax = 2
    private static let waitingMax = 50
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init() {}

    func fits(_ password: String, _ hash: String) async throws -> Bool {
        try await run { PasswordHash.fits(password, hash) }
    }

    func hash(_ password: String) async throws -> String {
        try await run { Result { try PasswordHash.make(password) } }.get()
    }

    /// A hash that nobody's password fits: names that nobody has take as long as others.
    static let ofNobody =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
        + String(repeating: "A", count: 43)

    private func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws -> Value {
        if running < Self.atOnceMax {
            running += 1
        } else {
            guard waiting.count < Self.waitingMax else { throw PasswordWorkFull() }
            await withCheckedContinuation { waiting.append($0) }
        }
        defer {
            if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
        }
        return await onOwnThread(work)
    }
}

/// Too many sign in at this very moment.
struct PasswordWorkFull: Classified {
    var kind: FailureKind { .environment }
}
