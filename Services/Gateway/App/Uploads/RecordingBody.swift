import GatewayCore
import HTTP

extension Problem {
    static let notARecording = Problem(
        .unsupportedMediaType, code: "not-a-recording", detail: "Send the recording as WebM, MP4 or Ogg.")
}

extension Body {
    /// The body, ended with a problem where it would go beyond the announced length or does not begin as a recording.
    func bounded(from offset: Int64, to end: Int64) -> Body {
        let source = makeAsyncIterator()
        let state = BodyState(offset: offset)
        return Body {
            guard let chunk = try await source.next() else { return nil }
            try await state.take(chunk, end: end)
            return chunk
        }
    }
}

private actor BodyState {
    private var offset: Int64

    init(offset: Int64) { self.offset = offset }

    func take(_ chunk: [UInt8], end: Int64) throws {
        // The few clients whose very first chunk is shorter are found out when the upload is complete.
        if offset == 0, chunk.count >= RecordingFormat.signatureByteCount, RecordingFormat(firstBytes: chunk) == nil {
            throw Problem.notARecording
        }
        offset += Int64(chunk.count)
        guard offset <= end else {
            throw Problem(
                .contentTooLarge, code: "longer-than-announced", detail: "More bytes than Upload-Length said.")
        }
    }
}
