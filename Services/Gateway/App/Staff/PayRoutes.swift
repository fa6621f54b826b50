import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// The terms of an offer before it goes out, for programs of whoever answers for pay.
    var payRoutes: [Route] { [payWaiting, payApproval] }

    private var payWaiting: Route {
        route(
            .get, "/v1/applications/{applicationID}/pay-approvals",
            RouteDocumentation(
                "The terms of an offer that wait for an approval, with the number that an answer names.",
                tag: "decisions", roles: Role.may(.approvePay),
                answers: [.init(.ok, "The terms.", .json(.named("WaitingPay")))])
        ) { request in
            let view = try await view(request)
            guard view.isPayToApprove, let approval = view.payApproval else { throw Problem.notFound }
            return try .value(WaitingPay(applicationID: view.applicationID, approval))
        }
    }

    private var payApproval: Route {
        route(
            .post, "/v1/applications/{applicationID}/pay-approvals",
            RouteDocumentation(
                "Approve the terms of an offer before it goes out, or send them back with a reason. Nobody approves what they decided "
                    + "themselves.", tag: "decisions", roles: Role.may(.approvePay), fields: [.idempotencyKey],
                request: .json(.named("PayApproval")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(PayApprovalBody.self, bytesMax: 4096)
            let act = ApprovePay(
                stageNumber: body.stageNumber, isApproved: body.isApproved, objection: body.objection,
                decidedBy: try request.actor())
            return try await record(act, of: try request.applicationID(), request)
        }
    }
}

private struct PayApprovalBody: Decodable {
    let stageNumber: Int
    let isApproved: Bool
    let objection: PayObjection?
}

private struct WaitingPay: Encodable {
    let applicationID: ApplicationID
    let stageNumber: Int
    let terms: OfferTerms
    let decidedBy: ActorID?
    let requestedAt: Instant
    let dueAt: Instant

    init(applicationID: ApplicationID, _ approval: ApplicationView.PayApproval) {
        self.applicationID = applicationID
        stageNumber = approval.stageNumber
        terms = approval.terms
        decidedBy = approval.decidedBy
        requestedAt = approval.requestedAt
        dueAt = approval.dueAt
    }
}
