import Crypto

/// Seals the chunks of one blob in the manner of STREAM: the nonce is prefix, counter and mark, and place, counter and mark
/// are authenticated. A chunk cannot be changed, moved, left out, or taken for the end.
///
/// The prefix is random for each sealing and stored with the chunk: a chunk that is sealed twice, because an upload broke
/// off behind it or it was short, never meets the same nonce twice.
struct ChunkSeal: Sendable {
    /// A chunk has as many bytes as came together, and at most these.
    static let byteCountMax = 1024 * 1024

    enum Mark: UInt8, CaseIterable {
        case middle = 0
        case last = 1
    }

    private static let format: UInt8 = 1
    private static let prefixByteCount = 7
    /// What sealing adds to a chunk.
    static let overheadByteCount = 1 + prefixByteCount + AES.GCM.tagByteCount

    let key: SymmetricKey
    let place: [UInt8]

    func seal(_ chunk: [UInt8], index: Int, mark: Mark) throws -> [UInt8] {
        let prefix = randomBytes(count: Self.prefixByteCount)
        let head = [Self.format] + prefix
        var sealed = head + [UInt8](repeating: 0, count: chunk.count + AES.GCM.tagByteCount)
        try sealed.withUnsafeMutableBytes { target in
            try chunk.withUnsafeBytes { source in
                try AES.GCM.seal(
                    source, using: key, nonce: prefix + counter(index) + [mark.rawValue],
                    authenticating: context(index, mark),
                    into: UnsafeMutableRawBufferPointer(rebasing: target[head.count...]))
            }
        }
        return sealed
    }

    func open(_ sealed: [UInt8], index: Int, mark: Mark) throws -> [UInt8] {
        guard sealed.count >= Self.overheadByteCount, sealed[0] == Self.format else { throw VaultError.damaged }
        let prefix = Array(sealed[1...Self.prefixByteCount])
        do {
            return try sealed.withUnsafeBytes { bytes in
                try AES.GCM.open(
                    UnsafeRawBufferPointer(rebasing: bytes[(1 + Self.prefixByteCount)...]), using: key,
                    nonce: prefix + counter(index) + [mark.rawValue], authenticating: context(index, mark))
            }
        } catch {
            throw VaultError.damaged
        }
    }

    private func counter(_ index: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt32(index).bigEndian) { Array($0) }
    }

    private func context(_ index: Int, _ mark: Mark) -> [UInt8] {
        place + [Self.format] + counter(index) + [mark.rawValue]
    }
}
