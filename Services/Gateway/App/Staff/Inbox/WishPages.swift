import Crypto
import Domain
import Encoding
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    private static let wishPage = ConsolePage(
        "wish", words: .wish.joined(with: .kinds).joined(with: .standing), PackageResources.wish_html)
    /// Why something is refused; the candidate reads words besides.
    private static let refusals = ["not-possible", "not-inaccurate", "kept-by-law", "already-done", "not-understood"]

    var wishShown: Route {
        consolePage("/hr/inbox/{requestID}", Self.wishPage, for: .readRequests) { visit in
            try await wishValues(visit, try await foundRequest(visit.request))
        }
    }

    /// Answers, says that it is done, or refuses. What is written is sealed before the fact is told.
    var wishSettled: Route {
        consoleForm("/hr/inbox/{requestID}", for: .settleRequests) { visit, form in
            let found = try await foundRequest(visit.request)
            let status = form["status"].flatMap { CandidateRequestStatus(rawValue: $0) } ?? .answered
            let reason = form["reason"].flatMap { Self.refusals.contains($0) ? $0 : nil }
            do {
                let answer = try written(form["text"])
                if let refusal = found.refusal(to: status) { throw Problem(refusal) }
                guard status == .done || answer != nil, status != .refused || reason != nil else {
                    throw Problem(.unprocessableContent, code: "malformed-settlement")
                }
                if let answer {
                    try await person.putFields(
                        [CandidateRequest.answerField(found.requestID): answer], found.candidateID)
                }
                let view = try await records.application(found.applicationID)
                let act = SettleRequest(
                    status: status, reason: reason, hasAnswer: answer != nil, language: view?.language ?? .english,
                    settledBy: visit.member.actorID)
                _ = try await accept(
                    act, key: found.requestID.text, idempotencyKey: wishKey(found, visit, form))
            } catch let problem as Problem {
                let faults = ["malformed-settlement": "fault-words", "text-too-long": "fault-long"]
                guard let fault = faults[problem.code] else { throw problem }
                let values = try await wishValues(
                    visit, found, fault: fault, text: form["text"] ?? "", status: status)
                return .show(Self.wishPage, values, .unprocessableContent)
            }
            return .go("/hr/inbox/\(found.requestID)?done=settled")
        }
    }

    /// Conditions that make the interview fair; they hold at once, and the candidate is told.
    var wishGranted: Route {
        consoleForm("/hr/inbox/{requestID}/accommodations", for: .grantAccommodations) { visit, form in
            let found = try await foundRequest(visit.request)
            let given = Accommodations(
                extraTimePercent: form["time"].flatMap { Int($0) } ?? -1,
                extraRetakes: form["takes"].flatMap { Int($0) } ?? -1,
                hasTextAnswers: form["text"] == "yes", hasCaptions: form["captions"] == "yes")
            let act = GrantAccommodations(accommodations: given, grantedBy: visit.member.actorID)
            _ = try await accept(
                act, key: found.applicationID.text, idempotencyKey: wishKey(found, visit, form))
            return .go("/hr/inbox/\(found.requestID)?done=granted")
        }
    }

    private func wishKey(_ found: CandidateRequest, _ visit: StaffVisit, _ form: Form) -> String {
        let key = form["key"].flatMap { (1...100).contains($0.utf8.count) ? $0 : nil }
        return "staff/\(visit.member.actorID)/\(found.requestID)/\(key ?? Hex.encode(randomBytes(count: 16)))"
    }

    /// - Parameter fault: the word for what is wrong about the form.
    private func wishValues(
        _ visit: StaffVisit, _ found: CandidateRequest, fault: String? = nil, text: String = "",
        status: CandidateRequestStatus = .answered
    ) async throws -> [String: TemplateValue] {
        let page = Self.wishPage
        let language = visit.language
        let texts = try await person.fields(
            ["name"] + found.fields, found.candidateID, visit.member.actorID, "candidate-request")
        let done = visit.request.query("done").flatMap { page.word("done-\($0)", in: language) }
        let kind = page.say("kind", found.kind.rawValue, in: language)
        let isOpen = visit.may(.settleRequests) && [.open, .answered].contains(found.status)
        let choices: [CandidateRequestStatus] = found.status == .answered ? [.done] : [.answered, .done, .refused]
        return [
            "title": .text(kind), "kind": .text(kind), "done": .optional(done), "key": Self.formKey(),
            "requestID": .text(found.requestID.text), "applicationID": .text(found.applicationID.text),
            "name": .text(texts["name"] ?? page.say("wish-nameless", in: language)),
            "mayOpen": .flag(visit.may(.seeApplications)),
            "status": .text(page.say("request", found.status.rawValue, in: language)),
            "made": .text(door.time.text(found.madeAt, in: language)),
            "due": .optional(found.status == .open ? found.dueAt.map { door.time.text($0, in: language) } : nil),
            "isLate": .flag(found.isLate(at: now())),
            "hint": .text(page.say("hint", found.kind.rawValue, in: language)),
            "words": .optional(texts[CandidateRequest.wordsField(found.requestID)]),
            "answer": .optional(found.hasAnswer ? texts[CandidateRequest.answerField(found.requestID)] : nil),
            "fault": .optional(fault.map { page.say($0, in: language) }), "text": .text(text),
            "grants": .list(try await grants(found, visit)),
            "isOpen": .flag(isOpen),
            "statuses": .list(
                choices.map {
                    choice($0.rawValue, page.say("settle", $0.rawValue, in: language), isChosen: $0 == status)
                }),
            "reasons": .list(Self.refusals.map { choice($0, page.say("refusal", $0, in: language), isChosen: false) }),
        ]
    }

    private func grants(_ found: CandidateRequest, _ visit: StaffVisit) async throws -> [TemplateValue] {
        guard found.kind == .accommodation, visit.may(.grantAccommodations),
            let interview = try await records.session(found.applicationID),
            interview.refusalToContinue(at: now()) == nil
        else { return [] }
        let given = interview.accommodations
        return [
            .object([
                "time": .text("\(given?.extraTimePercent ?? 50)"), "takes": .text("\(given?.extraRetakes ?? 0)"),
                "isText": .flag(given?.hasTextAnswers == true), "isCaptions": .flag(given?.hasCaptions == true),
            ])
        ]
    }
}
