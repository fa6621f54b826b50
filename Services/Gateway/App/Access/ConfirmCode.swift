import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// Takes a one-time code for an action of this device; gives the moment. Each attempt is counted where the code is kept,
    /// so that it does not matter from how many addresses they come.
    func confirm(_ text: String, for action: CodeAction, _ request: Request) async throws -> Instant {
        let visitor = try request.visitor()
        let access = try await records.access(visitor.application)
        guard let code = access?.openCode(of: visitor.device.deviceID, for: action, at: now()) else {
            throw Problem(.noCode)
        }
        let attempt = Hex.encode(randomBytes(count: 16))
        let body = TryCode(
            codeID: code.codeID, deviceID: visitor.device.deviceID,
            isRight: links.isCode(text, for: visitor.application.text, code.codeID), attemptID: attempt)
        _ = try await accept(body, key: visitor.application.text, idempotencyKey: attempt)
        let after = try await records.access(visitor.application)?.codes.last { $0.codeID == code.codeID }
        guard let after, after.usedBy == attempt else {
            attempts.tell(.code, "wrong", from: request.remoteAddress)
            throw Problem.codeWrong(triesLeft: max(0, CandidateAccess.codeTriesMax - (after?.tries ?? .max)))
        }
        return now()
    }
}
