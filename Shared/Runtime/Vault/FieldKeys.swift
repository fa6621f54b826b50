import Crypto
import Synchronization

/// Keys of fields that were unwrapped a moment ago, by how they lie wrapped in the database.
///
/// Unwrapping is most of what reading a short field costs. Whoever asks has just read the wrapped key: one that was
/// destroyed is not there to ask with, and what is left of it here goes within a minute.
final class FieldKeys: Sendable {
    private struct Content {
        var keys: [[UInt8]: SymmetricKey] = [:]
        var begunAt = ContinuousClock.now
    }

    private static let countMax = 10_000
    private static let secondsMax = 60
    private let content = Mutex(Content())

    func key(_ wrapped: [UInt8], _ unwrap: () throws -> SymmetricKey) rethrows -> SymmetricKey {
        let known = content.withLock { content -> SymmetricKey? in
            let now = ContinuousClock.now
            if now - content.begunAt > .seconds(Self.secondsMax) || content.keys.count >= Self.countMax {
                content = Content(begunAt: now)
            }
            return content.keys[wrapped]
        }
        if let known { return known }
        let key = try unwrap()
        content.withLock { $0.keys[wrapped] = key }
        return key
    }
}
