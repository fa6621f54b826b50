import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    private static let tag = "requests"

    /// The one inbox of HR: whatever candidates ask for, by the time it is due.
    var inboxRoutes: [Route] { [list, detail, settlement, accommodations, survey] }

    private var list: Route {
        route(
            .get, "/v1/requests",
            RouteDocumentation(
                "What candidates ask for, the most urgent first, a page at a time. Without texts.", tag: Self.tag,
                roles: Role.may(.readRequests),
                fields: [
                    .init(
                        "status", in: .query, "Open ones unless told otherwise.",
                        schema: .string(values: CandidateRequestStatus.allCases.map(\.rawValue))),
                    .init(
                        "kind", in: .query, "Only of this kind.",
                        schema: .string(values: CandidateRequestKind.allCases.map(\.rawValue))),
                    .init("applicationID", in: .query, "Only of this application.", schema: Schemas.identifier),
                    .init("cursor", in: .query, "The `next` of the page before.", schema: Schemas.requestCursor),
                    .init("limit", in: .query, "At most so many.", schema: .integer(1...Self.listCountMax)),
                ], answers: [.init(.ok, "One page.", .json(.any))])
        ) { request in
            let filter = try requestFilter(request)
            let requests = try await records.requests.page(filter)
            let next = requests.count == filter.countMax ? requests.last.map(RequestFilter.Place.init)?.text : nil
            return try .value(Page(items: requests, next: next))
        }
    }

    private var detail: Route {
        route(
            .get, "/v1/requests/{requestID}",
            RouteDocumentation(
                "A request with what was written, and whose it is; reading is audited.", tag: Self.tag,
                roles: Role.may(.readRequests), answers: [.init(.ok, "The request.", .json(.any))], problems: [.gone])
        ) { request in
            try await shownToStaff(try await foundRequest(request), try request.actor())
        }
    }

    private var settlement: Route {
        route(
            .post, "/v1/requests/{requestID}/settlements",
            RouteDocumentation(
                "Answer a request, say that what it asks for is done, or refuse it with a reason; the candidate gets a "
                    + "mail and reads the words on their page.",
                tag: Self.tag, roles: Role.may(.settleRequests), fields: [.idempotencyKey],
                request: .json(.named("Settlement")), answers: [.init(.accepted, "Settled.", .json(.any))])
        ) { request in
            let body = try await request.read(SettlementBody.self, bytesMax: 32 * 1024)
            let found = try await foundRequest(request)
            let answer = try written(body.answer)
            // What was settled keeps its words; the row says so to whoever comes second.
            if let answer, found.refusal(to: body.status) == nil {
                try await person.putFields([CandidateRequest.answerField(found.requestID): answer], found.candidateID)
            }
            let view = try await records.application(found.applicationID)
            let act = SettleRequest(
                status: body.status, reason: body.reason, hasAnswer: answer != nil,
                language: view?.language ?? .english, settledBy: try request.actor())
            let isReplay = try await accept(act, key: found.requestID.text, request)
            let settled = try await records.requests.find(found.requestID) ?? found
            return try Response.value(settled, status: .accepted).replayed(isReplay)
        }
    }

    private var accommodations: Route {
        route(
            .put, "/v1/applications/{applicationID}/accommodations",
            RouteDocumentation(
                "Grant a candidate conditions that make the interview fair; they hold from now on, and the candidate is "
                    + "told. What is not said is not granted; all members false and 0 take back what was granted.",
                tag: "applications", roles: Role.may(.grantAccommodations), fields: [.idempotencyKey],
                request: .json(.named("Accommodations")),
                answers: [.init(.accepted, "Granted.", .json(.named("Recorded")))])
        ) { request in
            let body = try await request.read(AccommodationsBody.self, bytesMax: 4096)
            guard body.isPlain else {
                throw Problem(
                    .unprocessableContent, code: "malformed-accommodations",
                    detail:
                        "Only extraTimePercent, extraRetakes, hasTextAnswers and hasCaptions are granted, and one of them "
                        + "at least; to take back what was granted, say 0 and false for all of them.")
            }
            let act = GrantAccommodations(accommodations: body.accommodations, grantedBy: try request.actor())
            return try await record(act, of: try request.applicationID(), request)
        }
    }

    private var survey: Route {
        route(
            .get, "/v1/applications/{applicationID}/survey",
            RouteDocumentation(
                "How the candidate found the process, 1 to 5 and in words; reading is audited.", tag: "applications",
                roles: Role.may(.readSurvey), answers: [.init(.ok, "The answer.", .json(.any))], problems: [.gone])
        ) { request in
            let view = try await view(request)
            guard let candidate = view.candidateID, let satisfaction = view.interview?.satisfaction else {
                throw Problem.notFound
            }
            let field = Self.surveyField(view.applicationID)
            let words = try await person.fields([field], candidate, try request.actor(), "survey")[field]
            return try .value(StaffSurvey(satisfaction: satisfaction, words: words))
        }
    }

    func foundRequest(_ request: Request) async throws -> CandidateRequest {
        let id = try request.parameter("requestID") { try? RequestID($0) }
        guard let found = try await records.requests.find(id) else { throw Problem(.noRequest) }
        return found
    }

    private func shownToStaff(_ found: CandidateRequest, _ actor: ActorID) async throws -> Response {
        let texts = try await person.fields(["name"] + found.fields, found.candidateID, actor, "candidate-request")
        return try .value(
            StaffRequest(
                request: found, name: texts["name"], words: texts[CandidateRequest.wordsField(found.requestID)],
                answer: found.hasAnswer ? texts[CandidateRequest.answerField(found.requestID)] : nil))
    }

    private func requestFilter(_ request: Request) throws -> RequestFilter {
        func value<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value? {
            guard let text = request.query(name), !text.isEmpty else { return nil }
            guard let value = parse(text) else {
                throw Problem(.badRequest, code: "malformed-query", detail: "The item \(name) is not valid.")
            }
            return value
        }
        return RequestFilter(
            status: try value("status") { CandidateRequestStatus(rawValue: $0) } ?? .open,
            kind: try value("kind") { CandidateRequestKind(rawValue: $0) },
            applicationID: try value("applicationID") { try? ApplicationID($0) },
            after: try value("cursor") { RequestFilter.Place($0) },
            countMax: try value("limit") { Int($0).flatMap { (1...Self.listCountMax).contains($0) ? $0 : nil } } ?? 50)
    }
}

private struct SettlementBody: Decodable {
    let status: CandidateRequestStatus
    let reason: String?
    let answer: String?
}

private struct AccommodationsBody: Decodable {
    let extraTimePercent: Int?
    let extraRetakes: Int?
    let hasTextAnswers: Bool?
    let hasCaptions: Bool?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case extraTimePercent, extraRetakes, hasTextAnswers, hasCaptions
    }

    /// Whether it says what it means: a member under a misspelt name, or none at all, would take back what was granted before. Taking
    /// back says so for each member.
    let isPlain: Bool

    init(from decoder: any Decoder) throws {
        let given = try decoder.container(keyedBy: MemberName.self).allKeys.compactMap { CodingKeys(rawValue: $0.name) }
        let count = try decoder.container(keyedBy: MemberName.self).allKeys.count
        let container = try decoder.container(keyedBy: CodingKeys.self)
        extraTimePercent = try container.decodeIfPresent(Int.self, forKey: .extraTimePercent)
        extraRetakes = try container.decodeIfPresent(Int.self, forKey: .extraRetakes)
        hasTextAnswers = try container.decodeIfPresent(Bool.self, forKey: .hasTextAnswers)
        hasCaptions = try container.decodeIfPresent(Bool.self, forKey: .hasCaptions)
        let grants =
            [extraTimePercent ?? 0, extraRetakes ?? 0].contains { $0 != 0 }
            || [hasTextAnswers, hasCaptions].contains(true)
        isPlain = given.count == count && (grants || Set(given).count == CodingKeys.allCases.count)
    }

    var accommodations: Accommodations {
        Accommodations(
            extraTimePercent: extraTimePercent ?? 0, extraRetakes: extraRetakes ?? 0,
            hasTextAnswers: hasTextAnswers ?? false, hasCaptions: hasCaptions ?? false)
    }
}

/// Whatever a member is called.
private struct MemberName: CodingKey {
    let name: String
    var stringValue: String { name }
    var intValue: Int? { nil }

    init(stringValue: String) { name = stringValue }
    init?(intValue: Int) { nil }
}

/// A request with what was written.
private struct StaffRequest: Encodable {
    let request: CandidateRequest
    let name: String?
    let words: String?
    let answer: String?
}

private struct StaffSurvey: Encodable {
    let satisfaction: Double
    let words: String?
}
