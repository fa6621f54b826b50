import Crypto
import Domain
import Encoding
import Failpoints
import Flow
import HTTP
import JSON

extension Gateway {
    /// Hands a submission to its row. The same idempotency key from the same caller is done once.
    ///
    /// Returns whether it was a repeat. Throws a `Problem` for a business no.
    /// - Parameter sent: what the caller sent, where the submission says more.
    func accept(
        _ body: some Submission, key: String, _ request: Request, sent: [UInt8]? = nil
    ) async throws -> Bool {
        let scope = request.principal(as: Principal.self)?.scope ?? "anyone"
        let id = "\(scope)/\(key)/\(try idempotencyKey(request))"
        if request.headers["idempotency-key"] != nil {
            try await claim("\(type(of: body).name)/\(id)", for: [try sent ?? JSON.encode(body)])
        }
        return try await accept(body, key: key, idempotencyKey: id)
    }

    func accept(_ body: some Submission, key: String, idempotencyKey: String) async throws -> Bool {
        failpoint("G1")
        let outcome = try await submit(body, key, idempotencyKey)
        failpoint("G2")
        switch outcome {
        case .applied, .parked: return false
        case .duplicate: return true
        case .refused(let refusal): throw Problem(refusal)
        case .notYet, .stale: throw Problem.busy
        case .buried, .ignored:
            throw Problem(.unprocessableContent, code: "not-understood", detail: "This could not be taken in.")
        }
    }

    /// The caller's key, or a fresh one when the caller gave none.
    func idempotencyKey(_ request: Request) throws -> String {
        guard let key = request.headers["idempotency-key"] else { return Hex.encode(randomBytes(count: 16)) }
        guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw Problem(
                .badRequest, code: "malformed-idempotency-key", detail: "A key has 1 to 200 visible ASCII characters.")
        }
        return key
    }
}

extension Response {
    /// Says that the answer is to a request that had been done before.
    func replayed(_ isReplay: Bool) -> Response { isReplay ? with("Idempotent-Replay", "true") : self }
}

extension Gateway {
    func record(
        _ act: some Submission, of application: ApplicationID, _ request: Request, sent: [UInt8]? = nil
    ) async throws -> Response {
        let isReplay = try await accept(act, key: application.text, request, sent: sent)
        return try Response.value(Recorded(applicationID: application), status: .accepted).replayed(isReplay)
    }
}

struct Recorded: Encodable {
    let applicationID: ApplicationID
    let status = "recorded"

    private enum CodingKeys: String, CodingKey { case applicationID, status }
}
