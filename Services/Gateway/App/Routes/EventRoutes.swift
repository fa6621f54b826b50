import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import JSON

extension Gateway {
    /// A résumé of 5 MiB in base64, and what is around it.
    private static let limits = RouteLimits(bodyBytesMax: Limits.applicationRecordBytesMax)

    /// An application in plain JSON.
    var apply: Route {
        route(
            .post, "/v1/applications",
            RouteDocumentation(
                "Apply for an opening; the same idempotency key is the same application.", tag: "applications",
                roles: [Role.ats], fields: [.idempotencyKey], request: .json(.any),
                answers: [.init(.accepted, "The broker has it.", .json(.any))]), limits: Self.limits
        ) { request in
            let event = try await request.read(ApplicationReceived.self, bytesMax: Limits.applicationRecordBytesMax)
            let source = "/gateway/\(try request.actor())"
            return try await take(event, source: source, id: try idempotencyKey(request), request)
        }
    }

    /// A CloudEvent in structured mode, for systems that speak HTTP and not Kafka.
    var event: Route {
        route(
            .post, "/v1/events",
            RouteDocumentation(
                "Take in one CloudEvent 1.0 in structured mode: an opening, an application or its withdrawal.",
                tag: "events", roles: [Role.ats], request: .init("application/cloudevents+json", .any),
                answers: [.init(.accepted, "Taken in.", .json(.any))]), limits: Self.limits
        ) { request in
            let envelope = try await request.read(Envelope.self, bytesMax: Limits.applicationRecordBytesMax)
            guard envelope.specversion == "1.0", (1...200).contains(envelope.id.utf8.count),
                (1...200).contains(envelope.source.utf8.count)
            else { throw Problem(.unprocessableContent, code: "malformed-event", detail: "Not a CloudEvent 1.0.") }
            return try await take(envelope, request)
        }
    }

    private func take(_ envelope: Envelope, _ request: Request) async throws -> Response {
        let key = "\(envelope.source) \(envelope.id)"
        switch envelope.type {
        case JobOpened.schema.type, JobRevised.schema.type:
            let body: PublishJob = try envelope.read()
            let name = envelope.type == JobOpened.schema.type ? "open-job" : "revise-job"
            return try taken(envelope.id, try await accept(name, body, key: body.jobID.text, idempotencyKey: key))
        case JobClosed.schema.type:
            let body: JobClosed = try envelope.read()
            return try taken(
                envelope.id, try await accept("close-job", CloseJob(), key: body.key, idempotencyKey: key))
        case ApplicationWithdrawn.schema.type:
            let body: ApplicationWithdrawn = try envelope.read()
            return try taken(
                envelope.id,
                try await accept("withdraw-application", WithdrawApplication(), key: body.key, idempotencyKey: key))
        case ApplicationReceived.schema.type:
            return try await take(
                try envelope.read() as ApplicationReceived, source: envelope.source, id: envelope.id, request)
        default:
            throw Problem(.unprocessableContent, code: "unknown-type", detail: "This type is not taken in here.")
        }
    }

    /// Applications go straight to the broker and never through this service's tables: they are the one kind of
    /// fact with personal data.
    private func take(
        _ event: ApplicationReceived, source: String, id: String, _ request: Request
    ) async throws -> Response {
        let forms = [
            event.resume.json != nil, event.resume.attachment != nil, event.resume.text != nil,
            event.resume.reference != nil,
        ]
        guard forms.filter({ $0 }).count == 1 else {
            throw Problem(
                .unprocessableContent, code: "malformed-resume", detail: "A résumé comes in exactly one of four forms.")
        }
        guard (try? EmailAddress(event.candidate.email)) != nil else {
            throw Problem(
                .unprocessableContent, code: "malformed-email", detail: "The candidate's address is not valid.")
        }
        try await publish(event, source, id)
        return try Response.value(Taken(id: id, applicationID: event.applicationID), status: .accepted)
            .with("Location", "/v1/applications/\(event.applicationID)")
    }

    private func taken(_ id: String, _ isReplay: Bool) throws -> Response {
        try Response.value(Taken(id: id, applicationID: nil), status: .accepted).replayed(isReplay)
    }
}

private struct Envelope: Decodable {
    let specversion: String
    let id: String
    let source: String
    let type: String
    let data: JSONValue

    func read<Value: Decodable>() throws -> Value {
        do throws(JSONError) { return try JSON.decode(Value.self, from: try JSON.encode(data)) } catch {
            throw Problem(.unprocessableContent, code: "malformed-event", detail: "data: \(error)")
        }
    }
}

private struct Taken: Encodable {
    let id: String
    let applicationID: ApplicationID?
}
