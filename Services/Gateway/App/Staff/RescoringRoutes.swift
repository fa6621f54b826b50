import Domain
import GatewayCore
import HTTP

extension Gateway {
    /// Scoring everybody of a job anew.
    var rescoringRoutes: [Route] { [rescoring] }

    private var rescoring: Route {
        route(
            .post, "/v1/jobs/{jobID}/rescorings",
            RouteDocumentation(
                "Score everybody of a job anew from what was measured, as after the rubric has changed. Nothing is heard again; "
                    + "where nothing moves, nothing is told.",
                tag: "jobs", roles: Role.may(.rescore), fields: [.idempotencyKey], request: .json(.named("Rescoring")),
                answers: [.init(.accepted, "Recorded; new reports follow where something moves.", .json(.any))])
        ) { request in
            let jobID = try request.jobID()
            let body = try await request.read(RescoringBody.self, bytesMax: 4096)
            let act = RequestRescoring(reason: body.reason, requestedBy: try request.actor())
            let isReplay = try await accept(act, key: jobID.text, request)
            return try Response.value(Rescored(jobID: jobID), status: .accepted).replayed(isReplay)
        }
    }
}

private struct RescoringBody: Decodable {
    let reason: String
}

private struct Rescored: Encodable {
    let jobID: JobID
    let status = "recorded"

    private enum CodingKeys: String, CodingKey { case jobID, status }
}
