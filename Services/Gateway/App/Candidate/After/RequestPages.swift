import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// What the candidate asks for, and the answers.
    var requestPages: [Route] { [requestsShown, ask] }

    static let requestsPage = CandidatePage(
        "requests", path: "/i/requests", words: .requests.joined(with: .helping), PackageResources.requests_html)

    private var requestsShown: Route {
        page(Self.requestsPage, roles: Role.everyCandidate) { visit in
            let chosen = visit.request.query("kind").flatMap { CandidateRequestKind(rawValue: $0) }
            return try await requestValues(visit, chosen: chosen, text: "", fault: nil)
        }
    }

    private var ask: Route {
        form("/i/requests", roles: Role.everyCandidate) { visit, form in
            let text = form["words"] ?? ""
            guard let kind = form["kind"].flatMap({ CandidateRequestKind(rawValue: $0) }),
                Self.requestKinds.contains(kind)
            else {
                let values = try await requestValues(visit, chosen: nil, text: text, fault: "fault-kind")
                return .again(Self.requestsPage, values, .unprocessableContent)
            }
            do {
                let about = form["about"].flatMap { CandidateRequestSubject(rawValue: $0) }
                let made = try await makeRequest(
                    kind, about: about, words: text, key: form["key"], visit.request)
                return .go("/i/requests?sent=\(made.shown.requestID)")
            } catch let problem as Problem {
                let faults = [
                    "malformed-request": "fault-words", "text-too-long": "fault-long",
                    "too-many-requests": "fault-many",
                ]
                guard let fault = faults[problem.code] else { throw problem }
                let values = try await requestValues(visit, chosen: kind, text: text, fault: fault)
                return .again(Self.requestsPage, values, .unprocessableContent)
            }
        }
    }

    /// - Parameter fault: the word for what is wrong about the form.
    private func requestValues(
        _ visit: PageVisit, chosen: CandidateRequestKind?, text: String, fault: String?
    ) async throws -> [String: TemplateValue] {
        let language = visit.language
        let mine = try await shownRequests(of: visit.visitor.application)
        let sent = mine.first { $0.requestID.text == visit.request.query("sent") }
        let isOpen = visit.interview?.refusalToContinue(at: now()) == nil && visit.interview != nil
        // Conditions of an interview can be asked for while there is one.
        let kinds = Self.requestKinds.filter { isOpen || ($0 != .accommodation && $0 != .humanWay) }
        return [
            "about": .text(visit.request.query("about") ?? ""),
            "key": .text(Hex.encode(randomBytes(count: 12))), "text": .text(text),
            "fault": .optional(fault.map { Self.requestsPage.say($0, in: language) }),
            "sent": .optional(
                sent?.dueAt.map {
                    let due = door.time.text($0, in: language)
                    return Self.requestsPage.say("requests-sent", in: language, ["due": due])
                }),
            "hasMine": .flag(!mine.isEmpty),
            "mine": .list(mine.map { shown($0, language) }),
            "kinds": .list(
                kinds.map { kind in
                    .object([
                        "value": .text(kind.rawValue), "isChosen": .flag(kind == chosen),
                        "name": .text(Self.requestsPage.say("kind-\(kind.rawValue)", in: language)),
                        "hint": .text(Self.requestsPage.say("kind-\(kind.rawValue)-hint", in: language)),
                    ])
                }),
        ]
    }

    private func shown(_ request: ShownRequest, _ language: Language) -> TemplateValue {
        func time(_ instant: Instant?) -> String { instant.map { door.time.text($0, in: language) } ?? "" }
        let due = request.status == .open ? request.dueAt : nil
        return .object([
            "kind": .text(Self.requestsPage.say("kind-\(request.kind.rawValue)", in: language)),
            "status": .text(request.status.rawValue),
            "standing": .text(Self.requestsPage.say("request-\(request.status.rawValue)", in: language)),
            "at": .text(time(request.madeAt)), "words": .optional(request.words),
            "answer": .optional(request.answer), "answeredAt": .text(time(request.settledAt)),
            "due": .optional(
                due.map { _ in Self.requestsPage.say("requests-due", in: language, ["due": time(due)]) }),
        ])
    }
}
