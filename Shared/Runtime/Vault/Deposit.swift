import Crypto
import Domain
import Flow

/// What comes into the vault at once, all or nothing: fields of one candidate, and a document.
package struct Deposit: Sendable {
    package let candidate: CandidateID
    package let fields: [String: String]
    package let blob: BlobID
    package let bytes: [UInt8]
    package let contentType: String
    /// What the document is kept for: a second run of the same work knows it by this.
    package let cause: EventID

    package init(
        of candidate: CandidateID, fields: [String: String], blob: BlobID, bytes: [UInt8], contentType: String,
        cause: EventID
    ) {
        self.candidate = candidate
        self.fields = fields
        self.blob = blob
        self.bytes = bytes
        self.contentType = contentType
        self.cause = cause
    }

    /// A document up to this size lies in the database beside its row: no file, and no sync of its own.
    package static let contentBytesMax = 64 * 1024

    var byteCount: Int { fields.values.reduce(bytes.count) { $0 + $1.utf8.count } }
}

extension Vault {
    /// Takes a deposit in, together with those of others that are made at the same time: many go into one transaction. Durable
    /// when it returns.
    ///
    /// False: it is not one that can be taken so, because a document of this name was begun before, it is too large, or somebody
    /// else wrote of this candidate at the very moment. Nothing was written then: write piece by piece.
    package func take(_ deposit: Deposit) async throws -> Bool {
        guard deposit.bytes.count <= Deposit.contentBytesMax,
            deposit.fields.values.allSatisfy({ $0.utf8.count <= Vault.fieldBytesMax })
        else { return false }
        return try await deposits.take(deposit, self)
    }
}
