import Crypto

/// Seals bytes that carry personal data and live for a short time outside of the vault: parked payloads, dead letters.
///
/// They are sealed under a key derived from the key-encryption key, so erasing a candidate does not reach them: what is
/// sealed here must have an end of its own.
package struct Sealer: Sendable {
    private let ring: KeyRing

    package init(_ ring: KeyRing) { self.ring = ring }

    /// Version of the key (4 bytes), nonce, ciphertext, tag.
    package func seal(_ bytes: [UInt8]) throws -> [UInt8] {
        let version = withUnsafeBytes(of: UInt32(ring.currentVersion).bigEndian) { Array($0) }
        let box = try AES.GCM.seal(bytes, using: key(ring.currentVersion), authenticating: version)
        return version + box.combined
    }

    /// - Throws: `VaultError.damaged` when the bytes are not what `seal` gave, `missingKey` when their key is gone.
    package func open(_ sealed: [UInt8]) throws -> [UInt8] {
        guard sealed.count >= 4 + AES.GCM.nonceByteCount + AES.GCM.tagByteCount else { throw VaultError.damaged }
        guard let version = Sealer.version(of: sealed) else { throw VaultError.damaged }
        let prefix = Array(sealed.prefix(Sealer.versionByteCount))
        let key = try key(version)
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: Array(sealed.dropFirst(prefix.count))), using: key, authenticating: prefix)
        } catch {
            throw VaultError.damaged
        }
    }

    /// Bytes that name the version of the key, at the beginning of everything sealed.
    package static let versionByteCount = 4

    /// Under which version something was sealed; nil when it is too short to say.
    package static func version(of sealed: some Collection<UInt8>) -> Int? {
        guard sealed.count >= versionByteCount else { return nil }
        return Int(sealed.prefix(versionByteCount).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// One sentence about the versions that these prefixes need and the ring lacks; nil: none.
    package func lack(of prefixes: [(prefix: [UInt8], count: Int)], what: String) -> String? {
        let counts = prefixes.compactMap { found in Sealer.version(of: found.prefix).map { ($0, found.count) } }
        return ring.lack(of: Dictionary(counts, uniquingKeysWith: +), what: what)
    }

    private func key(_ version: Int) throws -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: try ring.key(version: version), info: Array("colloquy sealer".utf8))
    }
}
