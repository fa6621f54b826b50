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
            guard let view = try await records.application(visitor.application), let candidate = view.candidateID else {
                throw Problem.notFound
            }
            let codeID = Hex.encode(randomBytes(count: 16))
            _ = try await accept(
                AskForCode(
                    deviceID: visitor.device.deviceID, action: body.action, codeID: codeID, candidateID: candidate,
                    language: view.language ?? .english),
                key: visitor.application.text, idempotencyKey: codeID)
            return try .value(Recorded(applicationID: visitor.application), status: .accepted)
        }
    }

    private var confirmation: Route {
        route(
            .post, "/v1/candidate/codes/confirmations",
            RouteDocumentation(
                "Enter the code for one's own documents; they are open on this device for an hour.", tag: Self.tag,
                roles: Role.everyCandidate, request: .json(.object([.init("code", .string(), "The eight digits.")])),
                answers: [.init(.accepted, "Documents are open.", .json(.named("Recorded")))],
                problems: [.conflict, .gone, .tooManyRequests, .unprocessableContent])
        ) { request in
            let body = try await request.read(ConfirmationBody.self, bytesMax: 4096)
            _ = try await confirm(body.code, for: .openDocuments, request)
            return try .value(Recorded(applicationID: try request.candidateApplication()), status: .accepted)
        }
    }
}

private struct CodeBody: Decodable {
    let action: CodeAction
}

private struct ConfirmationBody: Decodable {
    let code: String
}
