import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP
import JSON
import Vault

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
            var start = range.lowerBound
            while start < range.upperBound {
                let end = min(start + 256 * 1024, range.upperBound)
                try await writer.write(try await reader.read(start..<end))
                start = end
            }
        }
        response.status = .partialContent
        return response.with("Accept-Ranges", "bytes")
            .with("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(description.byteCount)")
    }
}

/// Ends an upload's blob and looks at how it begins. Doing it again finds the ended blob.
func assembling(in vault: Vault) -> Activity<AssembleAnswer, AssembledAnswer> {
    { input, _ in
        do {
            let writer = try await vault.writer(
                of: input.blobID, for: input.candidateID, contentType: input.mediaType,
                application: input.applicationID)
            _ = try await writer.finish()
        } catch VaultError.finished {
            // An earlier run, or a worker that lost its lease, ended it: the same recording.
        }
        let reader = try await vault.reader(of: input.blobID, for: input.candidateID, purpose: "check-recording")
        guard let sha256 = reader.description.sha256, reader.description.byteCount == input.byteCount else {
            throw ActivityFailure("incomplete-recording", "The recording is not as long as was announced.")
        }
        let first = try await reader.read(0..<Int64(RecordingFormat.signatureByteCount))
        guard RecordingFormat(firstBytes: first) != nil else {
            throw ActivityFailure("not-a-recording", "What was sent is neither WebM nor MP4.")
        }
        return AssembledAnswer(byteCount: input.byteCount, sha256: Hex.encode(sha256))
    }
}

/// Deletes what was sent and will not be used.
func discarding(in vault: Vault) -> Activity<DiscardUpload, Bool> {
    { input, _ in
        try await vault.delete(blob: input.blobID, of: input.candidateID)
        return true
    }
}

/// Tells the vault what the candidate agrees to now: recordings that nobody may keep any more go at once.
func noting(in vault: Vault) -> Activity<NoteConsent, Bool> {
    { input, _ in
        if input.purposes.contains(.talentPool) {
            try await vault.setPool(input.isGiven, of: input.applicationID, saidAt: input.saidAt)
        }
        if input.purposes.contains(.recording), !input.isGiven {
            try await vault.forgetRecordings(of: input.applicationID, input.candidateID)
        }
        return true
    }
}
