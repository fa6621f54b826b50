import Domain
import Encoding
import Events
import Flow
import JSON
import ScreeningCore
import Transfer

/// A résumé as it came, in one of four forms, as bytes.
struct ResumeDocument: Sendable {
    let bytes: [UInt8]
    let contentType: String
    private let json: JSONValue?

    init(_ resume: ApplicationReceived.Resume, _ client: HTTPClient, attempt: Int) async throws(ActivityFailure) {
        json = resume.json
        switch resume.form {
        case nil: throw ActivityFailure("resume-form-invalid", "A résumé comes in exactly one of four forms.")
        case .json(let value):
            guard let encoded = try? JSON.encode(value) else { throw ExtractionError.damaged.failure }
            (bytes, contentType) = (encoded, "application/json")
        case .text(let text): (bytes, contentType) = (Array(text.utf8), "text/plain; charset=utf-8")
        case .attachment(let attachment):
            // Base64 has four letters for three bytes: what is too large is known before it is decoded.
            guard attachment.base64.utf8.count / 4 * 3 <= Limits.resumeBytesMax + 3 else {
                throw ExtractionError.tooLarge.failure
            }
            guard let decoded = Base64.standard.decode(attachment.base64) else {
                throw ActivityFailure("attachment-malformed", "The attachment is no standard base64.")
            }
            (bytes, contentType) = (decoded, "application/octet-stream")
        case .reference(let address):
            bytes = try await Self.fetch(address, client, isFirst: attempt == 1)
            contentType = "application/octet-stream"
        }
        guard bytes.count <= Limits.resumeBytesMax else { throw ExtractionError.tooLarge.failure }
        guard !bytes.isEmpty else { throw ActivityFailure("resume-empty", "The résumé is empty.") }
    }

    /// One that was taken in before, as it was kept.
    init(bytes: [UInt8], contentType: String) {
        (self.bytes, self.contentType, json) = (bytes, contentType, nil)
    }

    func read() async throws(ExtractionError) -> Resume {
        if let json { return try readJSONResume(json) }
        return try await readResume(bytes)
    }

    /// Fetches a résumé by https from a public address; redirections are not followed. An address that says no after it was
    /// waited for may have expired meanwhile, which is no fault of the sender's.
    private static func fetch(
        _ reference: String, _ client: HTTPClient, isFirst: Bool
    ) async throws(ActivityFailure) -> [UInt8] {
        guard reference.hasPrefix("https://") else {
            throw ActivityFailure("reference-invalid", "A reference is an https address.")
        }
        let response: HTTPResponse
        do throws(TransferError) { response = try await client.send(HTTPRequest("GET", reference)) } catch {
            if case .bodyTooLarge = error { throw ExtractionError.tooLarge.failure }
            throw ActivityFailure(
                "reference-failed", "The résumé could not be fetched from its address.", error.kind)
        }
        guard response.status == 200 else {
            let isPassing = response.status >= 500 || response.status == 429 || response.status == 408
            throw ActivityFailure(
                "reference-failed", "The address answered \(response.status).",
                isPassing || !isFirst ? .environment : .input)
        }
        return response.body
    }
}
