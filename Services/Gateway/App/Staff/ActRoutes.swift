import Domain
import Events
import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// What staff decide about an application.
    var actRoutes: [Route] { [decision, approval, preparation, resending, withdrawal] + payRoutes }

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
            let application = try request.applicationID()
            var act = DecideStage(
                decision: body.decision, reason: body.reason, decidedBy: try request.actor(), terms: body.terms)
            // A repeat is told by what was sent: the terms that are read here may be others by then.
            let sent = try JSON.encode(act)
            if act.decision == .offer { act.terms = try await termsOfNow(body.terms, application) }
            return try await record(act, of: application, request, sent: sent)
        }
    }

    /// The terms of an offer: those that were sent, else the job's of this moment. Whether somebody has to approve them is the job's
    /// to say, whatever was sent.
    private func termsOfNow(_ sent: OfferTerms?, _ application: ApplicationID) async throws -> OfferTerms? {
        guard let view = try await records.application(application), view.jobID != nil else { return sent }
        // Facts of the job come over another topic and may be a moment behind.
        guard let job = try await job(of: view)?.job else { throw Problem.busy }
        guard var terms = sent ?? job.offer else {
            throw Problem(Refusal("no-offer-terms", "The job has no terms of an offer."))
        }
        terms.approvedBy = job.offer?.approvedBy ?? terms.approvedBy
        terms.approvalHours = job.offer?.approvalHours ?? terms.approvalHours
        return terms
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
