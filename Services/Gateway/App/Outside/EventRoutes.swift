import CloudEvents
import Domain
import Events
import Flow
import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// A résumé of 5 MiB in base64, and what is around it.
    private static let limits = RouteLimits(bodyBytesMax: Limits.applicationRecordBytesMax)

    /// CloudEvents over HTTP, for systems that do not speak Kafka.
    var event: Route {
        route(
            .post, "/v1/events",
            RouteDocumentation(
                "Take in CloudEvents 1.0 (binary, structured or a batch): jobs, applications, withdrawals.",
                tag: "events", roles: Role.may(.sendEvents), fields: CloudEventField.all,
                request: .init(CloudEvent.mediaType, .named("Event")),
                otherRequests: [
                    .init(CloudEvent.batchMediaType, .array(of: .named("Event"), countMax: IncomingEvents.countMax)),
                    .json(.map(of: .any)),
                ],
                answers: [.init(.accepted, "Taken in; the same again is the same answer.", .json(.named("Taken")))],
                problems: [.notFound, .conflict, .gone]),
            limits: Self.limits
        ) { request in
            let incoming = try await IncomingEvents(request, bytesMax: Limits.applicationRecordBytesMax)
            let (events, isBatch) = (incoming.events, incoming.isBatch)
            // All of a batch is looked at before any of it is taken in.
            let intakes = try events.enumerated().map { index, event in
                try isBatch ? Problem.at(index) { try intake(of: event) } : try intake(of: event)
            }
            var isReplay = true
            for (index, intake) in intakes.enumerated() {
                do { isReplay = try await take(intake) && isReplay } catch {
                    guard isBatch, let problem = Problem.of(error) else { throw error }
                    throw try Problem.at(index) { throw problem } as Problem
                }
            }
            let answer = try Response.value(Taken(events: events.map(\.id)), status: .accepted).replayed(isReplay)
            guard !isBatch, case .application(let event, _, _) = intakes[0] else { return answer }
            return answer.with("Location", "/v1/applications/\(event.applicationID)")
        }
    }

    /// An application in plain JSON.
    var apply: Route {
        route(
            .post, "/v1/applications",
            RouteDocumentation(
                "Apply for a job; the same idempotency key is the same application.", tag: "applications",
                roles: Role.may(.sendEvents), fields: [.idempotencyKey], request: .json(.named("Application")),
                answers: [.init(.accepted, "The broker has it.", .json(.named("Taken")))]), limits: Self.limits
        ) { request in
            let event = try await request.read(ApplicationReceived.self, bytesMax: Limits.applicationRecordBytesMax)
            let source = "/gateway/\(try request.actor())"
            let id = try idempotencyKey(request)
            let isReplay = try await take(try checked(event, source: source, id: id))
            return try Response.value(Taken(events: [id]), status: .accepted).replayed(isReplay)
                .with("Location", "/v1/applications/\(event.applicationID)")
        }
    }

    /// An event as the submission or the record it becomes.
    private enum Intake {
        case submission(any Submission, key: String, id: String)
        case application(ApplicationReceived, source: String, id: String)
    }

    private func intake(of event: CloudEvent) throws -> Intake {
        // Two values, so that a source cannot be continued by an id.
        let id = "\(event.source.utf8.count)/\(event.source)/\(event.id)"
        switch event.type {
        case JobOpened.schema.type:
            let body: OpenJob = try event.read()
            try check(body.job, at: "#/data/job")
            return .submission(try fitting(body), key: body.jobID.text, id: id)
        case JobRevised.schema.type:
            let body: ReviseJob = try event.read()
            try check(body.job, at: "#/data/job")
            return .submission(try fitting(body), key: body.jobID.text, id: id)
        case JobClosed.schema.type:
            return .submission(CloseJob(), key: try event.read(JobClosed.self).key, id: id)
        case ApplicationWithdrawn.schema.type:
            let body: ApplicationWithdrawn = try event.read()
            return .submission(WithdrawApplication(), key: body.key, id: id)
        case ApplicationReceived.schema.type: return try checked(try event.read(), source: event.source, id: event.id)
        default:
            throw Problem(.unprocessableContent, code: "unknown-type", detail: "This type is not taken in here.")
        }
    }

    /// As the fact it becomes, it must fit its topic.
    private func fitting(_ body: some Submission) throws -> any Submission {
        guard try JSON.encode(body).count <= Limits.recordBytesMax else {
            throw Problem.contentTooLarge(bytesMax: Limits.recordBytesMax)
        }
        return body
    }

    private func checked(_ event: ApplicationReceived, source: String, id: String) throws -> Intake {
        guard event.resume.form != nil else {
            throw Problem(
                .unprocessableContent, code: "malformed-resume", detail: "A résumé comes in exactly one of four forms.")
        }
        guard (try? EmailAddress(event.candidate.email)) != nil else {
            throw Problem(
                .unprocessableContent, code: "malformed-email", detail: "The candidate's address is not valid.")
        }
        return .application(event, source: source, id: id)
    }

    /// Whether it was taken in before. Applications go straight to the broker and never through this service's tables: they
    /// are the one kind of fact with personal data.
    private func take(_ intake: Intake) async throws -> Bool {
        switch intake {
        case .submission(let body, let key, let id):
            let name = type(of: body).name
            try await claim("event/\(id)", for: [Array(name.utf8), Array(key.utf8), try JSON.encode(body)])
            return try await accept(body, key: key, idempotencyKey: id)
        case .application(let event, let source, let id):
            let isReplay = try await claim(
                "event/\(source.utf8.count)/\(source)/\(id)", for: [try JSON.encode(event)])
            // A repeat is published again: the first attempt may have ended before the broker had it.
            try await publish(event, source, id)
            return isReplay
        }
    }
}

/// The attributes of binary mode.
private enum CloudEventField {
    static let all = ["specversion", "id", "source", "type"].map { name in
        RouteDocumentation.Field("ce-\(name)", in: .header, "In binary mode: the event's \(name).")
    }
}

private struct Taken: Encodable {
    let events: [String]
}
