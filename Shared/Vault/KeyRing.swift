import Crypto

/// The key-encryption keys: the newest wraps, older ones still open what they wrapped until it is rewrapped.
package struct KeyRing: Sendable {
    private let keys: [Int: SymmetricKey]
    package let currentVersion: Int

    /// Reads one key a line, 32 bytes in base64, each behind its version and a colon: `2:…`. A key without a version is
    /// version 1. Lines that begin with `#` are comments.
    package init(_ text: String) throws(VaultError) {
        var keys: [Int: SymmetricKey] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let parts = line.split(separator: ":", maxSplits: 1)
            let version = parts.count == 2 ? Int(parts[0]) : 1
            guard let version, (1...Int(Int32.max)).contains(version), keys[version] == nil,
                let encoded = parts.last.map(trimmed), let bytes = Base64.standard.decode(encoded), bytes.count == 32
            else {
                throw .misconfigured("VAULT_KEK holds a line that is not a version, a colon and 32 bytes in base64")
            }
            keys[version] = SymmetricKey(bytes)
        }
        guard let newest = keys.keys.max() else { throw .misconfigured("VAULT_KEK holds no key") }
        self.keys = keys
        currentVersion = newest
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

private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}
