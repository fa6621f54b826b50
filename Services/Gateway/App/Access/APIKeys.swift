import Crypto
import Domain
import Encoding
import GatewayCore

/// The API keys of staff and systems. Only their hashes are known here.
package struct APIKeys: Sendable {
    private struct Key: Sendable {
        let role: StaffRole
        let actor: ActorID
        let hash: [UInt8]
    }

    private let keys: [Key]

    /// No key at all: nobody is let in.
    package init() { keys = [] }

    /// Reads lines of `role:actorID:sha256-of-key`; empty lines and those that begin with `#` say nothing.
    package init(parsing text: String) throws(InvalidAPIKeys) {
        var keys: [Key] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.filter { $0 != "\r" && $0 != " " }
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let parts = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, let role = StaffRole(word: parts[0]), let actor = try? ActorID(parts[1]),
                let hash = Hex.decode(parts[2]), hash.count == SHA256Digest.byteCount
            else { throw InvalidAPIKeys(line: number + 1) }
            keys.append(Key(role: role, actor: actor, hash: hash))
        }
        self.keys = keys
    }

    package var isEmpty: Bool { keys.isEmpty }

    /// Under which names the audit knows what is done by them.
    var names: Set<ActorID> { Set(keys.map(\.actor)) }

    /// Whose key this is.
    package func find(_ key: String) -> (role: StaffRole, actor: ActorID)? { find(hash: SHA256.hash(key).bytes) }

    /// Whose key has this hash. The time does not tell how near a guess was.
    func find(hash: [UInt8]) -> (role: StaffRole, actor: ActorID)? {
        var found: Key?
        for candidate in keys where constantTimeEqual(candidate.hash, hash) { found = candidate }
        return found.map { ($0.role, $0.actor) }
    }
}

package struct InvalidAPIKeys: Error, CustomStringConvertible {
    package let line: Int
    package var description: String { "line \(line) is not role:actorID:sha256-of-key" }
}
