import Crypto
import Encoding

/// The key-encryption keys: the newest wraps and seals, the others still open what they wrapped and sealed.
package struct KeyRing: Sendable {
    private let keys: [Int: SymmetricKey]
    package let currentVersion: Int
    /// Versions whose keys are gone for good, as the operator says.
    private let lost: Set<Int>

    /// Reads one key a line, 32 bytes in base64, each behind its version and a colon: `2:…`. A key without a version is
    /// version 1. Lines that begin with `#` are comments.
    ///
    /// `2:…:next` is a key that opens and does not seal yet: every process must have it before one of them seals under it.
    /// `1:lost` says that nobody has that key any more, so that a start does not ask for it.
    package init(_ text: String) throws(VaultError) {
        var keys: [Int: SymmetricKey] = [:]
        var lost: Set<Int> = []
        var sealing: [Int] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let line = try KeyLine(line)
            guard keys[line.version] == nil, !lost.contains(line.version) else { throw KeyLine.malformed }
            switch line.content {
            case .key(let key, let isNext):
                keys[line.version] = key
                if !isNext { sealing.append(line.version) }
            case .lost: lost.insert(line.version)
            }
        }
        guard let newest = sealing.max() else { throw .misconfigured("VAULT_KEK holds no key that seals") }
        self.keys = keys
        self.lost = lost
        currentVersion = newest
    }

    /// One sentence about the versions among these that are not here and not given up; nil: none.
    package func lack(of counts: [Int: Int], what: String) -> String? {
        let missing = counts.keys.filter { keys[$0] == nil && !lost.contains($0) }.sorted()
        guard !missing.isEmpty else { return nil }
        let count = missing.reduce(0) { $0 + (counts[$1] ?? 0) }
        let versions = missing.map(String.init).joined(separator: ", ")
        return "VAULT_KEK lacks version \(versions), under which \(count) \(what) lie"
    }

    func key(version: Int) throws(VaultError) -> SymmetricKey {
        guard let key = keys[version] else { throw .missingKey(version: version) }
        return key
    }

    func wrap(_ key: SymmetricKey) throws -> (version: Int, wrapped: [UInt8]) {
        (currentVersion, try AES.KeyWrap.wrap(key, using: self.key(version: currentVersion)))
    }

    func unwrap(_ wrapped: [UInt8], version: Int) throws -> SymmetricKey {
        let kek = try key(version: version)
        do { return try AES.KeyWrap.unwrap(wrapped, using: kek) } catch { throw VaultError.damaged }
    }
}

/// One line of the ring.
private struct KeyLine {
    enum Content {
        case key(SymmetricKey, isNext: Bool)
        case lost
    }

    static let malformed = VaultError.misconfigured(
        "VAULT_KEK holds a line that is not a version, a colon and 32 bytes in base64")

    let version: Int
    let content: Content

    init(_ line: Substring) throws(VaultError) {
        let parts = line.split(separator: ":", omittingEmptySubsequences: false).map(trimmed)
        guard let version = parts.count == 1 ? 1 : Int(parts[0]), (1...Int(Int32.max)).contains(version),
            let word = parts.count == 1 ? parts.first : parts[1], parts.count < 4
        else { throw KeyLine.malformed }
        self.version = version
        if word == "lost", parts.count == 2 {
            content = .lost
            return
        }
        guard let bytes = Base64.standard.decode(word), bytes.count == 32, parts.count < 3 || parts[2] == "next" else {
            throw KeyLine.malformed
        }
        content = .key(SymmetricKey(bytes), isNext: parts.count == 3)
    }
}

private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}
