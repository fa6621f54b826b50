import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    private static let tag = "applications"
    static let listCountMax = 200

    /// Looking applications up: for HR, and for the ATS its own.
    var applicationRoutes: [Route] { [list, detail, timeline, report] + reportFormats + [document] }

    private var list: Route {
        route(
            .get, "/v1/applications",
            RouteDocumentation(
                "Applications in the order in which they came, a page at a time.", tag: Self.tag,
                roles: Role.may(.listRecords),
                fields: [
                    .init("jobID", in: .query, "Only of this job.", schema: Schemas.identifier),
                    .init(
                        "stage", in: .query, "Only at this stage.",
                        schema: .string(values: Stage.allCases.map(\.rawValue))),
                    .init(
                        "order", in: .query, "Oldest first unless told otherwise.",
                        schema: .string(values: ApplicationFilter.Order.ofArrival.map(\.rawValue))),
                    .init("cursor", in: .query, "The `next` of the page before.", schema: Schemas.number),
                    .init("limit", in: .query, "At most so many.", schema: .integer(1...Self.listCountMax)),
                ], answers: [.init(.ok, "One page.", .json(.any))], problems: [.gone, .rangeNotSatisfiable])
        ) { request in
            let page = try await records.applications(try applicationFilter(request), try request.actor())
            return .bytes(page.json, type: "application/json")
        }
    }

    private var detail: Route {
        route(
            .get, "/v1/applications/{applicationID}",
            RouteDocumentation(
                "Where an application stands and what is known of it.", tag: Self.tag,
                roles: Role.may(.readRecord), answers: [.init(.ok, "The application.", .json(.any))])
        ) { request in
            guard let bytes = try await records.applicationJSON(try request.applicationID()) else {
                throw Problem.notFound
            }
            return .bytes(bytes, type: "application/json")
        }
    }

    private var timeline: Route {
        route(
            .get, "/v1/applications/{applicationID}/timeline",
            RouteDocumentation(
                "Everything that happened, in order.", tag: Self.tag, roles: Role.may(.readRecord),
                answers: [.init(.ok, "The timeline.", .json(.any))])
        ) { request in
            let view = try await view(request)
            return try .value(Page(items: view.timeline, next: nil))
        }
    }

    private var report: Route {
        route(
            .get, "/v1/applications/{applicationID}/report",
            RouteDocumentation(
                "The report, as HTML, PDF or JSON by `Accept`.", tag: Self.tag, roles: Role.may(.readReport),
                answers: [.init(.ok, "The report."), .part], problems: [.gone, .rangeNotSatisfiable])
        ) { request in
            let accept = request.headers["accept"] ?? ""
            let format: ReportFormat =
                accept.contains("application/pdf") ? .pdf : accept.contains("text/html") ? .html : .json
            return try await report(request, format)
        }
    }

    private var reportFormats: [Route] {
        ReportFormat.allCases.map { format in
            route(
                .get, "/v1/applications/{applicationID}/report.\(format.rawValue)",
                RouteDocumentation(
                    "The report as \(format.rawValue).", tag: Self.tag, roles: Role.may(.readReport),
                    answers: [.init(.ok, "The report.", .init(format.mediaType, .binary)), .part],
                    problems: [.gone, .rangeNotSatisfiable])
            ) { request in try await report(request, format) }
        }
    }

    private var document: Route {
        route(
            .get, "/v1/applications/{applicationID}/documents/{kind}",
            RouteDocumentation(
                "A document: `offer`, `contract` or `signed`.", tag: Self.tag, roles: Role.may(.readDocuments),
                answers: [.init(.ok, "The document.", .init("application/pdf", .binary)), .part],
                problems: [.gone, .rangeNotSatisfiable])
        ) { request in
            let actor = try request.actor()
            return try await document(of: try await view(request), request, for: actor, isCandidate: false)
        }
    }

    func view(_ request: Request) async throws -> ApplicationView {
        guard let view = try await records.application(try request.applicationID()) else { throw Problem.notFound }
        return view
    }

    private func report(_ request: Request, _ format: ReportFormat) async throws -> Response {
        let view = try await view(request)
        guard let report = view.report, let candidate = view.candidateID else { throw Problem.notFound }
        let blob = format.blob(of: report.documents)
        return try await person.document(blob, candidate, try request.actor(), request)
            .with("Content-Type", format.mediaType)
            // A report is data of this house, but a browser need not trust it with more than showing itself.
            .with("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    }

    private func applicationFilter(_ request: Request) throws -> ApplicationFilter {
        func value<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value? {
            guard let text = request.query(name), !text.isEmpty else { return nil }
            guard let value = parse(text) else {
                throw Problem(.badRequest, code: "malformed-query", detail: "The item \(name) is not valid.")
            }
            return value
        }
        func arrival(_ text: String) -> ApplicationFilter.Order? {
            ApplicationFilter.Order(rawValue: text).flatMap {
                ApplicationFilter.Order.ofArrival.contains($0) ? $0 : nil
            }
        }
        return ApplicationFilter(
            jobID: try value("jobID") { try? JobID($0) }, stage: try value("stage") { Stage(rawValue: $0) },
            order: try value("order", arrival) ?? .oldest,
            after: try value("cursor") { Int64($0).flatMap { $0 > 0 ? $0 : nil } },
            countMax: try value("limit") { Int($0).flatMap { (1...Self.listCountMax).contains($0) ? $0 : nil } } ?? 50)
    }
}

extension RouteDocumentation.Answer {
    static let part = RouteDocumentation.Answer(.partialContent, "The bytes that `Range` asks for.")
}
