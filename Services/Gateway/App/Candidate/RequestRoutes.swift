import Crypto
import Domain
import Events
import GatewayCore
import HTTP

extension Gateway {
    /// What the candidate asks the employer's people for, and what they answered.
    var requestRoutes: [Route] { [asking, askedFor] }

    /// Erasure and withdrawal have routes of their own, for they do something besides.
    static let requestKinds: [CandidateRequestKind] = [
        .question, .humanReview, .correction, .accommodation, .humanWay,
    ]

    private var asking: Route {
        route(
            .post, "/v1/candidate/requests",
            RouteDocumentation(
                "Ask the employer's people: a question, a person's look at the assessment, a correction, accommodations, "
                    + "an interview with a person instead of a recording.",
                tag: "candidate", roles: Role.everyCandidate, fields: [.idempotencyKey],
                request: .json(.named("CandidateRequest")),
                answers: [.init(.accepted, "It is with a person.", .json(.named("RequestMade")))],
                problems: [.tooManyRequests])
        ) { request in
            let body = try await request.read(RequestBody.self, bytesMax: 32 * 1024)
            guard Self.requestKinds.contains(body.kind) else { throw Problem(.malformedRequest) }
            let made = try await makeRequest(body.kind, about: body.about, words: body.words, request)
            return try Response.value(made.shown, status: .accepted).replayed(made.isReplay)
        }
    }

    private var askedFor: Route {
        route(
            .get, "/v1/candidate/requests",
            RouteDocumentation(
                "What one has asked for, with the answers; the newest first.", tag: "candidate",
                roles: Role.everyCandidate, answers: [.init(.ok, "The requests.", .json(.any))], problems: [.notFound])
        ) { request in
            let items = try await shownRequests(of: try request.candidateApplication())
            return try .value(Page(items: items, next: nil))
        }
    }

    /// Seals what the candidate wrote, then makes the request a fact. The same idempotency key names the same request.
    /// - Parameter key: of a form, which sends no header.
    func makeRequest(
        _ kind: CandidateRequestKind, about: CandidateRequestSubject?, words: String?, key formKey: String? = nil,
        _ request: Request
    ) async throws -> (shown: RequestMade, isReplay: Bool) {
        let application = try request.candidateApplication()
        guard let view = try await records.application(application), let candidate = view.candidateID,
            let job = view.jobID
        else { throw Problem(.noApplication) }
        let words = try written(words)
        guard words != nil || !kind.needsWords else { throw Problem(.malformedRequest) }
        let key = try formKey ?? idempotencyKey(request)
        let hash = SHA256.hash("\(application)/\(kind.rawValue)/\(key)").hex
        let id = try RequestID("req-\(hash.prefix(24))")
        if formKey != nil || request.headers["idempotency-key"] != nil {
            try await claim("request-words/\(id)", for: [Array((words ?? "").utf8)])
        }
        // The interview waits from now on; the request is what a person settles.
        if kind == .humanWay { _ = try await accept(AskForHumanWay(), key: application.text, request) }
        let all = try await records.requests.ofApplication(application)
        // Who asks for the same again, where there is nothing to say about it, has asked.
        if !kind.needsWords, let same = all.first(where: { $0.kind == kind && ($0.dueAt == nil || $0.status == .open) })
        {
            return (RequestMade(same), true)
        }
        let isOld = all.contains { $0.requestID == id }
        guard isOld || all.count(where: { $0.status == .open }) < CandidateRequest.openCountMax else {
            throw Problem.tooManyRequests
        }
        if let words, !isOld { try await person.putFields([CandidateRequest.wordsField(id): words], candidate) }
        let body = MakeRequest(
            requestID: id, applicationID: application, candidateID: candidate, jobID: job, kind: kind, about: about,
            hasWords: words != nil, days: requestTerms.days(kind))
        let isReplay = try await accept(body, key: id.text, idempotencyKey: "request/\(id)")
        guard let made = try await records.requests.find(id) else { throw Problem.busy }
        return (RequestMade(made), isReplay)
    }

    /// Text as people wrote it, without the blanks around it; nil when there is none.
    func written(_ text: String?) throws -> String? {
        let start = text?.drop { $0.isWhitespace } ?? ""
        let end = start.lastIndex { !$0.isWhitespace }
        guard let end else { return nil }
        let text = String(start[...end])
        guard text.count <= CandidateRequest.charactersMax else {
            throw Problem(
                .unprocessableContent, code: "text-too-long",
                detail: "At most \(CandidateRequest.charactersMax) characters can be sent.")
        }
        return text
    }

    /// The candidate's own requests with all that was written, the newest first.
    func shownRequests(of application: ApplicationID) async throws -> [ShownRequest] {
        let requests = try await records.requests.ofApplication(application)
        guard let candidate = requests.first?.candidateID else { return [] }
        let names = requests.flatMap(\.fields)
        let texts = names.isEmpty ? [:] : try await person.fields(names, candidate, "candidate", "own-requests")
        return requests.sorted { $0.madeAt > $1.madeAt }.map { ShownRequest($0, texts) }
    }
}

private struct RequestBody: Decodable {
    let kind: CandidateRequestKind
    let about: CandidateRequestSubject?
    let words: String?
}

/// What the candidate is told at once.
struct RequestMade: Encodable {
    let requestID: RequestID
    let kind: CandidateRequestKind
    let status: CandidateRequestStatus
    let dueAt: Instant?

    init(_ request: CandidateRequest) {
        requestID = request.requestID
        kind = request.kind
        status = request.status
        dueAt = request.dueAt
    }
}

/// One request as its candidate sees it.
struct ShownRequest: Encodable {
    let requestID: RequestID
    let kind: CandidateRequestKind
    let about: CandidateRequestSubject?
    let madeAt: Instant
    let dueAt: Instant?
    let status: CandidateRequestStatus
    let settledAt: Instant?
    let words: String?
    let answer: String?

    init(_ request: CandidateRequest, _ texts: [String: String]) {
        requestID = request.requestID
        kind = request.kind
        about = request.about
        madeAt = request.madeAt
        dueAt = request.dueAt
        status = request.status
        settledAt = request.settledAt
        words = texts[CandidateRequest.wordsField(request.requestID)]
        // An answer that was sealed and is no fact yet is none.
        answer = request.hasAnswer ? texts[CandidateRequest.answerField(request.requestID)] : nil
    }
}

extension CandidateRequest {
    /// The vault's fields with what was written.
    var fields: [String] {
        (hasWords ? [Self.wordsField(requestID)] : []) + (hasAnswer ? [Self.answerField(requestID)] : [])
    }
}

extension Refusal {
    static let malformedRequest = Refusal(
        "malformed-request", "Say what is asked for: a kind of this route, and words where it needs them.")
}

extension Problem {
    static let tooManyRequests = Problem(
        .tooManyRequests, code: "too-many-requests", detail: "Wait for the answers to what was asked before.")
}
