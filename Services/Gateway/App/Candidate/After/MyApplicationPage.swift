import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

extension Gateway {
    /// Where the application stands, what there is to do, and everything else a candidate may want of it.
    var statusPage: Route {
        page(Self.myApplicationPage, roles: Role.everyCandidate) { visit in
            guard var view = visit.view else { throw Problem.notFound }
            let language = visit.language
            let submittedAt = visit.interview?.submittedAt
            // Workflow hears of it a moment after the candidate sees this page.
            if submittedAt != nil, view.stage == .interview { view.stage = .scoring }
            let todo = try await todo(of: view, visit)
            let answered = Set((visit.interview?.takes ?? []).map(\.questionID))
            let isWithdrawn = visit.request.query("said") == "withdrawn"
            var job: JobView?
            if let id = view.jobID { job = try await records.job(id) }
            return [
                "jobTitle": .text(job?.job.title ?? visit.interview?.plan.jobTitle ?? ""),
                "words": .text(CandidateStatus(view).words[language]),
                "said": .optional(isWithdrawn ? Self.requestsPage.say("withdrawn-note", in: language) : nil),
                "hasTodo": .flag(!todo.isEmpty),
                "todo": .list(todo),
                "next": .text(Self.myApplicationPage.say(next(view, visit.interview), in: language)),
                "stages": .list(Progress(view).stops.map { shown($0, language) }),
                "isHandedIn": .flag(submittedAt != nil),
                "thanks": .text(thanks(visit.interview, language)),
                "submittedAt": .text(submittedAt.map { door.time.text($0, in: language) } ?? ""),
                "answerCount": .text(
                    Self.myApplicationPage.say("handed-in-count", in: language, ["count": "\(answered.count)"])),
                "hasDocuments": .flag(view.offer != nil || view.contract != nil),
                "hasOffer": .flag(view.offer != nil), "hasContract": .flag(view.contract != nil),
            ]
        }
    }

    static let myApplicationPage = CandidatePage(
        "status", path: "/i/status", words: .after.joined(with: .helping), PackageResources.my_application_html)

    /// Whether everything has arrived of what was handed in.
    private func thanks(_ interview: InterviewSession?, _ language: Language) -> String {
        let questions = interview?.plan.questions ?? []
        let partial = questions.count { question in
            let counting = interview?.takeThatCounts(of: question.questionID)
            return counting.map { $0.missingParts?.isEmpty == false } ?? true
        }
        return Self.myApplicationPage.say(
            partial == 0 ? "handed-in-thanks" : "handed-in-in-part", in: language, ["count": "\(partial)"])
    }

    private func shown(_ stop: Progress.Stop, _ language: Language) -> TemplateValue {
        .object([
            "name": .text(Self.myApplicationPage.say("step-\(stop.step.rawValue)", in: language)),
            "standing": .text(stop.standing.rawValue), "isPast": .flag(stop.standing == .past),
            "isPresent": .flag(stop.standing == .present), "isSkipped": .flag(stop.standing == .skipped),
            "since": .optional(stop.since.map { door.time.text($0, in: language) }),
        ])
    }

    /// What can be done now, the most urgent first.
    private func todo(of view: ApplicationView, _ visit: PageVisit) async throws -> [TemplateValue] {
        var links: [(name: String, href: String, hint: String?)] = []
        let purpose = visit.visitor.purpose
        let language = visit.language
        func until(_ instant: Instant) -> String {
            let time = door.time.text(instant, in: language)
            return Self.myApplicationPage.say("status-until", in: language, ["until": time])
        }
        if purpose == .interview, let interview = visit.interview, interview.refusalToContinue(at: now()) == nil {
            links.append(("status-go-on", "/i/home", until(interview.expiresAt)))
        }
        if let appointment = view.appointment, !view.isOver {
            switch appointment.status {
            case .offered: links.append(("todo-appointment", "/i/appointment", nil))
            case .agreed:
                let hint = appointment.startsAt.map { door.time.text($0, in: language, withWeekday: true) }
                links.append(("todo-appointment-agreed", "/i/appointment", hint))
            case .cancelled, .unanswered: break
            }
        }
        if purpose == .offer, let offer = view.offer, offer.isAccepted == nil, !view.isOver {
            links.append(("todo-offer", "/i/offer", until(offer.expiresAt)))
        }
        if purpose == .contract, view.contract?.isReadyToSign == true, view.contract?.candidateSignedAt == nil,
            !view.isOver
        {
            links.append(("todo-contract", "/i/contract", nil))
        }
        let answered = try await records.requests.ofApplication(view.applicationID).contains {
            $0.hasAnswer && $0.settledAt.map { $0.advanced(byDays: 14) > now() } == true
        }
        if answered { links.append(("todo-answers", "/i/requests", nil)) }
        if handsIn(visit), try await isMissingMaterials(view) { links.append(("todo-materials", "/i/materials", nil)) }
        if try await sharesFeedback(view) { links.append(("todo-feedback", "/i/feedback", nil)) }
        if purpose == .interview, visit.interview?.submittedAt != nil, visit.interview?.surveyedAt == nil {
            links.append(("todo-survey", "/i/survey", nil))
        }
        return links.map { link in
            .object([
                "name": .text(Self.myApplicationPage.say(link.name, in: language)), "href": .text(link.href),
                "do": .text(link.name), "hint": .optional(link.hint),
            ])
        }
    }

    private func isMissingMaterials(_ view: ApplicationView) async throws -> Bool {
        let shown = try await shownMaterials(of: view.applicationID, for: "candidate")
        return shown.contains { $0.status == .awaited || $0.status == .returned }
    }

    func sharesFeedback(_ view: ApplicationView) async throws -> Bool {
        guard view.report != nil, let id = view.jobID else { return false }
        return view.sharesFeedback(try await records.job(id)?.job.feedback)
    }

    /// The word for what comes next; it promises nothing that is not sure.
    private func next(_ view: ApplicationView, _ interview: InterviewSession?) -> String {
        if view.isOver, !view.isClosed { return "next-withdrawn" }
        if let contract = view.contract, !view.isOver {
            if contract.signed != nil || contract.candidateSignedAt != nil { return "next-sealing" }
            if contract.isBlocked || contract.isApproved == false { return "next-contract-stuck" }
            if contract.isReadyToSign { return "next-sign" }
            return "next-contract"
        }
        switch view.toldStage {
        case nil, .screening: return "next-received"
        case .interview: return interview?.humanWayAskedAt == nil ? "next-interview" : "next-human-way"
        case .scoring: return interview?.agrees(to: .aiAssessment) == false ? "next-review" : "next-assessment"
        case .review, .payApproval: return "next-review"
        case .humanInterview, .secondInterview: return "next-conversation"
        case .offer: return view.offer?.isAccepted == nil ? "next-offer" : "next-contract"
        case .contract: return "next-contract"
        case .closed:
            switch view.outcome {
            case .hired: return "next-hired"
            case .withdrawn: return "next-withdrawn"
            default: return "next-closed"
            }
        }
    }
}
