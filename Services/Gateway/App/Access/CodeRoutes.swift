import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP

extension Gateway {
    private static let tag = "candidate"

    /// One-time codes for what a link alone does not allow.
    var codeRoutes: [Route] { [code, confirmation] }

    private var code: Route {
        route(
            .post, "/v1/candidate/codes",
            RouteDocumentation(
                "Have a one-time code sent to one's mail address; it is good for ten minutes, on this device alone.",
                tag: Self.tag, roles: Role.everyCandidate, request: .json(.named("CodeRequest")),
                answers: [.init(.accepted, "It will be sent.", .json(.named("Recorded")))],
                problems: [.notFound, .conflict, .gone, .tooManyRequests, .unprocessableContent])
        ) { request in
            let body = try await request.read(CodeBody.self, bytesMax: 4096)
            let visitor = try request.visitor()
            try await mailCode(for: body.action, to: visitor, try await records.application(visitor.application))
            return try .value(Recorded(applicationID: visitor.application), status: .accepted)
        }
    }

    /// Has a code sent that this device can enter.
    func mailCode(for action: CodeAction, to visitor: Visitor, _ view: ApplicationView?) async throws {
        guard let view, let candidate = view.candidateID else { throw Problem.notFound }
        let codeID = Hex.encode(randomBytes(count: 16))
        _ = try await accept(
            AskForCode(
                deviceID: visitor.device.deviceID, action: action, codeID: codeID, candidateID: candidate,
                language: view.language ?? .english),
            key: visitor.application.text, idempotencyKey: codeID)
    }

    func sendCode(for action: CodeAction, _ request: Request) async throws {
        let visitor = try request.visitor()
        try await mailCode(for: action, to: visitor, try await records.application(visitor.application))
    }

    private var confirmation: Route {
        route(
            .post, "/v1/candidate/codes/confirmations",
            RouteDocumentation(
                "Enter the code for one's own documents, which are open on this device for an hour, or the one that "
                    + "says who takes the interview.", tag: Self.tag,
                roles: Role.everyCandidate, request: .json(.named("CodeConfirmation")),
                answers: [.init(.accepted, "It was the code.", .json(.named("Recorded")))],
                problems: [.conflict, .gone, .tooManyRequests, .unprocessableContent])
        ) { request in
            let body = try await request.read(ConfirmationBody.self, bytesMax: 4096)
            let action = body.action ?? .openDocuments
            guard action != .signContract else {
                throw Problem(
                    .unprocessableContent, code: "malformed-action", detail: "A signature brings its code itself.")
            }
            _ = try await confirm(body.code, for: action, request)
            return try .value(Recorded(applicationID: try request.candidateApplication()), status: .accepted)
        }
    }
}

private struct CodeBody: Decodable {
    let action: CodeAction
}

private struct ConfirmationBody: Decodable {
    let code: String
    let action: CodeAction?
}
