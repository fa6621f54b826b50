import Events
import GatewayCore
import HTTP

extension Gateway {
    /// What staff decide about an application.
    var actRoutes: [Route] { [decision, approval, preparation, resending, withdrawal] }

    private var decision: Route {
        route(
            .post, "/v1/applications/{applicationID}/decisions",
            RouteDocumentation(
                "Decide: advance, hold, offer or reject, with a reason as a code.", tag: "decisions",
                roles: Role.may(.decide),
                fields: [.idempotencyKey], request: .json(.named("Decision")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(DecisionBody.self, bytesMax: 16 * 1024)
            let act = DecideStage(
                decision: body.decision, reason: body.reason, decidedBy: try request.actor(), terms: body.terms)
            return try await record(act, of: try request.applicationID(), request)
        }
    }

    private var approval: Route {
        route(
            .post, "/v1/applications/{applicationID}/approvals",
            RouteDocumentation(
                "Approve the contract with this hash, or send it back.", tag: "decisions", roles: Role.may(.approve),
                fields: [.idempotencyKey], request: .json(.named("Approval")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(ApprovalBody.self, bytesMax: 4096)
            let act = GiveApproval(sha256: body.sha256, isApproved: body.isApproved, decidedBy: try request.actor())
            return try await record(act, of: try request.applicationID(), request)
        }
    }

    private var preparation: Route {
        route(
            .post, "/v1/applications/{applicationID}/preparations",
            RouteDocumentation(
                "Say what is ready for the first day of whoever accepted the offer, or is not after all: equipment and workplace by "
                    + "the office, payroll by finance.",
                tag: "decisions",
                roles: Array(Set(Role.may(.prepareWorkplaces) + Role.may(.preparePay))).sorted(),
                fields: [.idempotencyKey], request: .json(.named("Preparation")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))], problems: [.forbidden])
        ) { request in
            let body = try await request.read(PreparationBody.self, bytesMax: 4096)
            let member = try request.member()
            guard member.may(body.preparation.action) else { throw Problem.notYours }
            let act = SettlePreparation(
                preparation: body.preparation, isReady: body.isReady, settledBy: member.actorID)
            return try await record(act, of: try request.applicationID(), request)
        }
    }

    private var resending: Route {
        route(
            .post, "/v1/applications/{applicationID}/deliveries/{deliveryID}/resend",
            RouteDocumentation(
                "Send a message again that could not be delivered.", tag: "decisions", roles: Role.may(.resendMessages),
                fields: [.idempotencyKey], answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let delivery = try request.parameter("deliveryID") { $0.utf8.count <= 200 ? $0 : nil }
            let act = ResendDelivery(deliveryID: delivery, decidedBy: try request.actor())
            return try await record(act, of: try request.applicationID(), request)
        }
    }

    private var withdrawal: Route {
        route(
            .post, "/v1/applications/{applicationID}/withdrawals",
            RouteDocumentation(
                "Take the application back for the candidate.", tag: "applications", roles: Role.may(.takeBack),
                fields: [.idempotencyKey], answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            try await record(WithdrawApplication(), of: try request.applicationID(), request)
        }
    }
}

private struct DecisionBody: Decodable {
    let decision: StageDecision
    let reason: String
    let terms: OfferTerms?
}

private struct PreparationBody: Decodable {
    let preparation: Preparation
    let isReady: Bool
}

private struct ApprovalBody: Decodable {
    let sha256: String
    let isApproved: Bool
}
