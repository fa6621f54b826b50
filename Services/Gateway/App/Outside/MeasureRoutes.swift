import Domain
import GatewayCore
import HTTP

extension Gateway {
    /// What the ATS knows of a candidate that no interview tells.
    var measureRoutes: [Route] { [measure] }

    private var measure: Route {
        route(
            .post, "/v1/applications/{applicationID}/measures",
            RouteDocumentation(
                "Report what was measured elsewhere for a dimension that the job takes from outside: past results, customers' "
                    + "rating. A later report takes the place of an earlier one, and the interview is scored anew.",
                tag: "applications", roles: Role.may(.reportMeasures), fields: [.idempotencyKey],
                request: .json(.named("Measure")),
                answers: [.init(.accepted, "Recorded.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(MeasureBody.self, bytesMax: 4096)
            let act = ReportMeasure(
                dimension: body.dimension, score: body.score, source: body.source, measuredOn: body.measuredOn,
                reportedBy: try request.actor())
            return try await record(act, of: try request.applicationID(), request)
        }
    }
}

private struct MeasureBody: Decodable {
    let dimension: String
    let score: Score
    let source: String
    let measuredOn: CalendarDate?
}
