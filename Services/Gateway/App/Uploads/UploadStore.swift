import Domain
import HTTP
import Vault

/// Where recordings on their way in are kept: each blob is one upload's bytes, sealed as they come.
package struct UploadStore: Sendable {
    /// How many bytes survive a crash; 0 when none came yet.
    package let offset: @Sendable (BlobID) async throws -> Int64
    /// Takes bytes from there on until the sequence ends, and gives the new offset. What came before a broken
    /// connection is kept. Throws `VaultError.superseded` when another request has taken the upload over.
    package let append:
        @Sendable (_ blob: BlobID, ApplicationID, CandidateID, _ mediaType: String, Body) async throws -> Int64
    /// Deletes what is not complete; false when it is.
    package let discard: @Sendable (_ blob: BlobID, CandidateID) async throws -> Bool

    package init(
        offset: @escaping @Sendable (BlobID) async throws -> Int64,
        append: @escaping @Sendable (BlobID, ApplicationID, CandidateID, String, Body) async throws -> Int64,
        discard: @escaping @Sendable (BlobID, CandidateID) async throws -> Bool
    ) {
        self.offset = offset
        self.append = append
        self.discard = discard
    }
}

extension UploadStore {
    /// Sealed in the vault from the first byte on; a cut connection keeps what had come.
    static func sealed(in vault: Vault) -> UploadStore {
        UploadStore(
            offset: { try await vault.describe($0)?.byteCount ?? 0 },
            append: { blob, application, candidate, mediaType, body in
                let writer = try await vault.writer(
                    of: blob, for: candidate, contentType: mediaType, application: application)
                do {
                    for try await chunk in body { try await writer.append(chunk) }
                } catch is ClientGone {
                    // In a task of its own: the one of the request is cancelled when the client has gone.
                    _ = try await Task { try await writer.flush() }.value
                    throw ClientGone()
                }
                return try await writer.flush()
            },
            discard: { blob, candidate in
                guard try await vault.describe(blob)?.isFinished != true else { return false }
                try await vault.delete(blob: blob, of: candidate)
                return true
            })
    }
}
