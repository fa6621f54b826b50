import GatewayCore
import HTTP

extension Gateway {
    /// Sending a candidate a new link, and ending the old ones.
    var linkSendingRoutes: [Route] { [sending, revocation] }

    private var sending: Route {
        route(
            .post, "/v1/applications/{applicationID}/links",
            RouteDocumentation(
                "Send the candidate a new link for what is to be done now.", tag: "applications",
                roles: Role.may(.sendLinks),
                fields: [.idempotencyKey], answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            try await record(SendLink(), of: try request.applicationID(), request)
        }
    }

    private var revocation: Route {
        route(
            .post, "/v1/applications/{applicationID}/links/revocations",
            RouteDocumentation(
                "End every link and session of an application that was made so far.", tag: "applications",
                roles: Role.may(.sendLinks),
                fields: [.idempotencyKey],
                request: .json(.object([.init("reason", .string(), "Why, as a code in kebab-case.")])),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(RevocationBody.self, bytesMax: 4096)
            let application = try request.applicationID()
            guard try await records.application(application) != nil else { throw Problem.notFound }
            let act = RevokeLinks(
                applicationID: application, revokedBy: try request.actor(), reason: body.reason)
            return try await record(act, of: application, request)
        }
    }
}

private struct RevocationBody: Decodable {
    let reason: String
}
