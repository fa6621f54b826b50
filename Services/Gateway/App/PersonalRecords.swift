import Domain
import Events
import HTTP
import JSON
import Vault

/// What the vault gives and takes on behalf of someone; every read is audited.
package struct PersonalRecords: Sendable {
    package let putIdentity: @Sendable (IdentityDetails, CandidateID) async throws -> Void
    /// Destroys everything kept of a candidate, for the reason, on behalf of whoever asks, and gives how many signed contracts
    /// were kept apart. Nil: nobody of this name is known.
    package let erase: @Sendable (CandidateID, _ reason: String, _ evenContracts: Bool, ActorID) async throws -> Int?
    package let putEvidence: @Sendable (SignatureEvidence, CandidateID) async throws -> Void
    /// What a person wrote, by the vault's names.
    package let putFields: @Sendable ([String: String], CandidateID) async throws -> Void
    package let deleteField: @Sendable (String, CandidateID) async throws -> Void
    /// Writes into the audit what this person did, where that is no look.
    package let note: @Sendable (_ item: String, CandidateID, ActorID, _ purpose: String) async throws -> Void
    /// Those of the fields that were written, on behalf of whoever asks.
    package let fields:
        @Sendable (_ names: [String], CandidateID, ActorID, _ purpose: String) async throws -> [String: String]
    /// A file that was handed in; the same bytes under the same name change nothing.
    package let putFile: @Sendable ([UInt8], BlobID, CandidateID, _ contentType: String) async throws -> Void
    package let deleteFile: @Sendable (BlobID, CandidateID) async throws -> Void
    /// A whole document in memory, on behalf of whoever asks.
    package let blob: @Sendable (BlobID, CandidateID, ActorID, _ purpose: String) async throws -> [UInt8]
    /// The document, or the part of it that the request asks for.
    package let document: @Sendable (BlobID, CandidateID, ActorID, Request) async throws -> Response

    package init(
        putIdentity: @escaping @Sendable (IdentityDetails, CandidateID) async throws -> Void,
        erase: @escaping @Sendable (CandidateID, String, Bool, ActorID) async throws -> Int?,
        putEvidence: @escaping @Sendable (SignatureEvidence, CandidateID) async throws -> Void,
        putFields: @escaping @Sendable ([String: String], CandidateID) async throws -> Void,
        deleteField: @escaping @Sendable (String, CandidateID) async throws -> Void,
        note: @escaping @Sendable (String, CandidateID, ActorID, String) async throws -> Void,
        fields: @escaping @Sendable ([String], CandidateID, ActorID, String) async throws -> [String: String],
        putFile: @escaping @Sendable ([UInt8], BlobID, CandidateID, String) async throws -> Void,
        deleteFile: @escaping @Sendable (BlobID, CandidateID) async throws -> Void,
        blob: @escaping @Sendable (BlobID, CandidateID, ActorID, String) async throws -> [UInt8],
        document: @escaping @Sendable (BlobID, CandidateID, ActorID, Request) async throws -> Response
    ) {
        self.putIdentity = putIdentity
        self.erase = erase
        self.putEvidence = putEvidence
        self.putFields = putFields
        self.deleteField = deleteField
        self.note = note
        self.fields = fields
        self.putFile = putFile
        self.deleteFile = deleteFile
        self.blob = blob
        self.document = document
    }
}

extension PersonalRecords {
    static func sealed(in vault: Vault) -> PersonalRecords {
        PersonalRecords(
            putIdentity: { identity, candidate in
                let text = String(decoding: try JSON.encode(identity), as: UTF8.self)
                try await vault.put(text, field: IdentityDetails.vaultField, of: candidate)
            },
            erase: { candidate, reason, evenContracts, actor in
                guard try await vault.knows(candidate) else { return nil }
                return try await vault.acting(as: actor).erase(
                    candidate, purpose: reason, evenContracts: evenContracts)
            },
            putEvidence: { evidence, candidate in
                let text = String(decoding: try JSON.encode(evidence), as: UTF8.self)
                try await vault.put(text, field: SignatureEvidence.vaultField, of: candidate)
            },
            putFields: { try await vault.put(fields: $0, of: $1) },
            deleteField: { try await vault.delete(field: $0, of: $1) },
            note: { try await vault.acting(as: $2).note($0, of: $1, purpose: $3) },
            fields: { names, candidate, actor, purpose in
                try await vault.acting(as: actor).fields(names, of: candidate, purpose: purpose)
            },
            putFile: { try await vault.put($0, blob: $1, of: $2, contentType: $3) },
            deleteFile: { try await vault.delete(blob: $0, of: $1) },
            blob: { blob, candidate, actor, purpose in
                try await vault.acting(as: actor).blob(blob, of: candidate, purpose: purpose)
            },
            document: { blob, candidate, actor, request in
                let reader = try await vault.acting(as: actor).reader(of: blob, for: candidate, purpose: "look-up")
                let description = reader.description
                switch ByteRange(of: request, length: description.byteCount) {
                case .unsatisfiable: throw Problem.rangeNotSatisfiable(length: description.byteCount)
                case .part(let range): return part(range, of: reader)
                case .whole:
                    return .stream(type: description.contentType, length: Int(description.byteCount)) { writer in
                        try await reader.forEachChunk { try await writer.write($0) }
                    }.with("Accept-Ranges", "bytes")
                }
            })
    }

    private static func part(_ range: Range<Int64>, of reader: BlobReader) -> Response {
        let description = reader.description
        var response = Response.stream(type: description.contentType, length: range.count) { writer in
            try await reader.forEachPiece(of: range) { try await writer.write(Array($0)) }
        }
        response.status = .partialContent
        return response.with("Accept-Ranges", "bytes")
            .with("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(description.byteCount)")
    }
}
