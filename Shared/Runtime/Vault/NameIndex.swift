import Crypto
import Names
import Synchronization

/// The index of this deployment, once its key was read.
final class NameKey: Sendable {
    private let index = Mutex<NameIndex?>(nil)

    var known: NameIndex? { index.withLock { $0 } }
    func note(_ index: NameIndex) { self.index.withLock { $0 = index } }
}

/// By what a sealed name is found: a keyed hash of each way of typing a part of it. Whoever has the database alone can see that two
/// people share a part of their name, and not which.
struct NameIndex: Sendable {
    /// The field that is found so.
    static let field = "name"
    private let key: SymmetricKey

    init(_ key: SymmetricKey) {
        self.key = key
    }

    /// Nil for any other field.
    func tokens(of value: String, field: String) -> String? {
        guard field == Self.field else { return nil }
        return Self.array(NameWords.stored(of: value).map(token))
    }

    /// All of these must be among a name's; empty when nothing is looked for.
    func tokens(askedFor text: String) -> [Int64] { NameWords.asked(for: text).map(token) }

    /// As PostgreSQL writes an array.
    private static func array(_ tokens: [Int64]) -> String {
        "{" + tokens.map(String.init).joined(separator: ",") + "}"
    }

    private func token(_ word: String) -> Int64 {
        let hash = HMAC<SHA256>.authenticationCode(for: Array(word.utf8), using: key).bytes
        return Int64(bitPattern: hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
