import Encoding
import Flow
import GatewayCore
import Vault

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
        let byteCount = reader.description.byteCount
        guard let sha256 = reader.description.sha256, byteCount == input.byteCount || input.isCutShort == true else {
            throw ActivityFailure("incomplete-recording", "The recording is not as long as was announced.")
        }
        let first = try await reader.read(0..<Int64(RecordingFormat.signatureByteCount))
        guard RecordingFormat(firstBytes: first) != nil else {
            throw ActivityFailure("not-a-recording", "What was sent is neither WebM, MP4 nor Ogg.")
        }
        return AssembledAnswer(byteCount: byteCount, sha256: Hex.encode(sha256))
    }
}

/// Deletes what was sent and will not be used.
func discarding(in vault: Vault) -> Activity<DiscardUpload, Bool> {
    { input, _ in
        try await vault.delete(blob: input.blobID, of: input.candidateID)
        return true
    }
}
