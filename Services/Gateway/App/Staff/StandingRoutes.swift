import Domain
import GatewayCore
import HTTP

extension Gateway {
    /// Where somebody stands among the others of the job.
    var standingRoutes: [Route] { [standing] }

    private var standing: Route {
        route(
            .get, "/v1/applications/{applicationID}/standing",
            RouteDocumentation(
                "The composite's percentile among those of the job, and of how many; with fewer than "
                    + "\(Standing.countMin) no percentile is told.",
                tag: "applications", roles: Role.may(.readStanding),
                answers: [.init(.ok, "Where it stands.", .json(.any))])
        ) { request in
            let view = try await view(request)
            guard view.erasedAt == nil, let composite = view.report?.composite, let job = view.jobID,
                let rank = try await records.rank(composite, job)
            else { throw Problem.notFound }
            return try .value(ShownStanding(Standing(composite, below: rank.below, same: rank.same, count: rank.count)))
        }
    }
}

private struct ShownStanding: Encodable {
    let composite: Score
    let count: Int
    let percentile: Double?
    /// Why there is no percentile.
    let reason: String?

    init(_ standing: Standing) {
        composite = standing.composite
        count = standing.count
        percentile = standing.percentile
        reason = standing.percentile == nil ? "too-few" : nil
    }
}
