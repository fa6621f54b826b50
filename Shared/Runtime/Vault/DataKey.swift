import Crypto
import Domain

/// A candidate's data key, unwrapped, and what is sealed under it.
struct DataKey: Sendable {
    let candidate: CandidateID
    let key: SymmetricKey
    /// As it lies in the database: what is written under it asks whether it is still the candidate's.
    let wrapped: [UInt8]

    /// The name is authenticated: a value cannot be moved to another field or candidate.
    func seal(_ value: [UInt8], field: String) throws -> [UInt8] {
        try AES.GCM.seal(value, using: fieldKey, authenticating: Self.place(of: field, candidate)).combined
    }

    /// Several fields at once, in the order of their names.
    func seal(_ fields: [String: String]) throws -> [(name: String, sealed: [UInt8])] {
        let key = fieldKey
        return try fields.sorted { $0.key < $1.key }.map { name, value in
            (
                name,
                try AES.GCM.seal(Array(value.utf8), using: key, authenticating: Self.place(of: name, candidate))
                    .combined
            )
        }
    }

    static func open(
        _ sealed: [UInt8], with key: SymmetricKey, field: String, of candidate: CandidateID
    ) throws -> [UInt8] {
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: key, authenticating: place(of: field, candidate))
        } catch {
            throw VaultError.damaged
        }
    }

    /// Each blob has a key of its own, bound to its name and to the object that it was begun as.
    func seal(of blob: BlobID, object: String) -> ChunkSeal {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array("colloquy blob\0\(candidate)\0\(blob)\0\(object)".utf8))
        return ChunkSeal(key: key, place: Array("\(candidate)\0\(blob)\0\(object)\0".utf8))
    }

    var fieldKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array("colloquy field".utf8))
    }

    private static func place(of field: String, _ candidate: CandidateID) -> [UInt8] {
        Array("\(candidate)\0\(field)".utf8)
    }
}
