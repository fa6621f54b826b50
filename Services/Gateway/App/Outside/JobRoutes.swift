import Domain
import Events
import GatewayCore
import HTTP
import JSON

extension Gateway {
    private static let jobBytesMax = 512 * 1024
    private static let tag = "jobs"

    /// Jobs, and applications that come over HTTP instead of Kafka.
    var jobRoutes: [Route] { [publication, revision, closing, job, jobList, apply, event] }

    private var publication: Route {
        route(
            .post, "/v1/jobs",
            RouteDocumentation(
                "Publish a job.", tag: Self.tag, roles: Role.may(.publishJobs), fields: [.idempotencyKey],
                request: .json(.named("PublishedJob")),
                answers: [.init(.created, "Its address is in Location.", .json(.any))])
        ) { request in
            let body = try await request.read(OpenJob.self, bytesMax: Self.jobBytesMax)
            try checkJudge(for: body.job)
            let isReplay = try await accept(body, key: body.jobID.text, request)
            return try await jobResponse(body.jobID, .created).with("Location", "/v1/jobs/\(body.jobID)").replayed(
                isReplay)
        }
    }

    /// Nobody is asked for a program that could not be run safely.
    func checkJudge(for job: JobDescription) throws {
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
            try checkJudge(for: job)
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
        return try .value(job, status: status)
    }
}
