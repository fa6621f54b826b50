import Domain
import Events
import GatewayCore
import HTTP
import JSON
import Openings

extension Gateway {
    private static let jobBytesMax = 512 * 1024
    private static let tag = "jobs"

    /// Jobs, and applications that come over HTTP instead of Kafka.
    var jobRoutes: [Route] { [publication, revision, closing, job, jobList, apply, event] }

    private var publication: Route {
        route(
            .post, "/v1/jobs",
            RouteDocumentation(
                "Publish a job. What is odd about it stands in `findings`; one that can never work is refused, with each place in `errors`.",
                tag: Self.tag, roles: Role.may(.publishJobs), fields: [.idempotencyKey],
                request: .json(.named("PublishedJob")),
                answers: [.init(.created, "Its address is in Location.", .json(.any))])
        ) { request in
            let body = try await request.read(OpenJob.self, bytesMax: Self.jobBytesMax)
            try check(body.job, at: "#/job")
            let isReplay = try await accept(body, key: body.jobID.text, request)
            return try await jobResponse(body.jobID, .created).with("Location", "/v1/jobs/\(body.jobID)").replayed(
                isReplay)
        }
    }

    /// A job that can never work is refused with every place that is at fault.
    func check(_ job: JobDescription, at pointer: String) throws {
        let faults = checkOpening(job).errors
        if let first = faults.first {
            throw Problem(
                .unprocessableContent, code: first.code, detail: first.words(in: .english),
                errors: faults.map {
                    .init(code: $0.code, detail: $0.words(in: .english), pointer: pointer + $0.place)
                })
        }
        try checkJudge(for: job)
    }

    /// Nobody is asked for a program that could not be run safely.
    private func checkJudge(for job: JobDescription) throws {
        guard judgesCode || !job.interview.asksForCode else {
            throw Problem(
                .unprocessableContent, code: "code-not-judged",
                detail: "Programs are not run here: no sandbox for them, or CODE_QUESTIONS is not judged.")
        }
    }

    private var revision: Route {
        route(
            .put, "/v1/jobs/{jobID}",
            RouteDocumentation(
                "Change a job for what happens from now on.", tag: Self.tag, roles: Role.may(.publishJobs),
                fields: [.idempotencyKey], request: .json(.named("Job")),
                answers: [.init(.ok, "The job.", .json(.any))])
        ) { request in
            let jobID = try request.jobID()
            let job = try await request.read(JobDescription.self, bytesMax: Self.jobBytesMax)
            try check(job, at: "#")
            let isReplay = try await accept(ReviseJob(jobID: jobID, job: job), key: jobID.text, request)
            return try await jobResponse(jobID, .ok).replayed(isReplay)
        }
    }

    private var closing: Route {
        route(
            .delete, "/v1/jobs/{jobID}",
            RouteDocumentation(
                "Close a job: it takes no more applications.", tag: Self.tag, roles: Role.may(.publishJobs),
                fields: [.idempotencyKey], answers: [.init(.ok, "The job.", .json(.any))])
        ) { request in
            let jobID = try request.jobID()
            let isReplay = try await accept(CloseJob(), key: jobID.text, request)
            return try await jobResponse(jobID, .ok).replayed(isReplay)
        }
    }

    private var job: Route {
        route(
            .get, "/v1/jobs/{jobID}",
            RouteDocumentation(
                "A job.", tag: Self.tag, roles: Role.may(.publishJobs),
                answers: [.init(.ok, "The job.", .json(.any))])
        ) { request in try await jobResponse(try request.jobID(), .ok) }
    }

    private var jobList: Route {
        route(
            .get, "/v1/jobs",
            RouteDocumentation(
                "Jobs in the order of their identifiers, fifty at a time.", tag: Self.tag,
                roles: Role.may(.publishJobs),
                fields: [.init("cursor", in: .query, "The `next` of the page before.", schema: Schemas.identifier)],
                answers: [.init(.ok, "One page.", .json(.any))])
        ) { request in
            let jobs = try await records.jobs(try cursor(request), 50)
            return try .value(Page(items: jobs, next: jobs.count == 50 ? jobs.last?.jobID.text : nil))
        }
    }

    private func cursor(_ request: Request) throws -> String {
        guard let text = request.query("cursor"), !text.isEmpty else { return "" }
        guard let jobID = try? JobID(text) else {
            throw Problem(.badRequest, code: "malformed-query", detail: "The item cursor is not valid.")
        }
        return jobID.text
    }

    private func jobResponse(_ jobID: JobID, _ status: Status) async throws -> Response {
        guard let job = try await records.job(jobID) else { throw Problem.notFound }
        return try .value(ShownJob(job), status: status)
    }
}

/// A job with what is odd about it.
private struct ShownJob: Encodable {
    let jobID: JobID
    let job: JobDescription
    let isOpen: Bool
    let openedAt: Instant
    let updatedAt: Instant
    /// Errors as well: a job that came as an event is shown even where it can never work.
    let findings: [Finding]

    struct Finding: Encodable {
        let severity: String
        let code: String
        let detail: String
        let pointer: String
    }

    init(_ view: JobView) {
        jobID = view.jobID
        job = view.job
        isOpen = view.isOpen
        openedAt = view.openedAt
        updatedAt = view.updatedAt
        findings =
            checkOpening(view.job).map {
                Finding(
                    severity: $0.severity.rawValue, code: $0.code, detail: $0.words(in: .english),
                    pointer: "#/job\($0.place)")
            } + Self.contradictions(view)
    }

    /// Where the machine's scores of the anchor answers contradict the order of their levels.
    private static func contradictions(_ view: JobView) -> [Finding] {
        let anchors = view.job.interview.anchors ?? []
        return (view.anchorOrder?.contradictions ?? []).compactMap { found in
            anchors.firstIndex { $0.questionID == found.questionID }.map { place in
                Finding(
                    severity: "warning", code: "anchors-out-of-order",
                    detail:
                        "An anchor answer of level \(found.higher.level) gets \(found.higher.score ?? .zero) points, "
                        + "fewer than one of level \(found.lower.level), which gets \(found.lower.score ?? .zero).",
                    pointer: "#/job/interview/anchors/\(place)/answers/\(found.higher.number)")
            }
        }
    }
}
