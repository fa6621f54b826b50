import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

/// The page before the end: what there is to hand in, what is missing, what is still on its way.
extension Gateway {
    var handInRoutes: [Route] { [handInShown, handInSent] }

    private static let handInPage = CandidatePage(
        "hand-in", path: "/i/hand-in", step: .end, scripts: ["rest.js"], words: .question,
        PackageResources.hand_in_html)

    private var handInShown: Route {
        visited(Self.handInPage.path, "What there is to hand in.") { visit in
            guard try visit.invited().submittedAt == nil else { return .go(to: "/i/status") }
            guard let session = try underWay(visit) else { return .go(to: "/i/home") }
            if let running = session.runningQuestion(at: now()) { return .go(to: Self.path(to: running)) }
            return try shown(Self.handInPage, handInValues(session, visit.language), visit)
        }
    }

    private var handInSent: Route {
        form(Self.handInPage.path, roles: [Role.candidate(.interview)]) { visit, _ in
            do {
                _ = try await accept(SubmitInterview(), key: visit.visitor.application.text, visit.request)
                return .go("/i/status")
            } catch let problem as Problem where Self.handInFlaws.contains(problem.code) {
                // What is shown is what the session holds by now.
                guard let session = try await records.session(visit.visitor.application) else {
                    throw Problem.notFound
                }
                let flaw = Self.handInPage.say("hand-in-\(problem.code)", in: visit.language)
                return .again(
                    Self.handInPage, handInValues(session, visit.language, flaw: flaw), Status(problem.status))
            }
        }
    }

    private static let handInFlaws: Set<String> = ["answer-missing", "answer-still-arriving", "take-running"]

    private func handInValues(
        _ session: InterviewSession, _ language: Language, flaw: String? = nil
    ) -> [String: TemplateValue] {
        let page = Self.handInPage
        let questions = session.plan.questions
        let states = questions.map { session.state(of: $0, at: now()) }
        let isArriving = states.contains(.sending)
        let isMissing = questions.contains(where: session.isAwaited)
        let hasGap = questions.contains { session.takes(of: $0.questionID).isEmpty }
        let first = session.presentQuestion(at: now())
        let lead = isArriving ? "waiting" : isMissing ? "missing" : hasGap ? "gap" : "complete"
        return [
            "lead": .text(page.say("hand-in-lead-\(lead)", in: language)), "flaw": .optional(flaw),
            "answers": .list(
                zip(questions, states).enumerated().map { index, item in
                    .object(shown(item.0, item.1, number: index + 1, in: session, language))
                }),
            "isArriving": .flag(isArriving), "canSubmit": .flag(!isArriving && !isMissing),
            "first": .optional(first.map { Self.path(to: $0) }),
        ]
    }

    private func shown(
        _ question: Question, _ state: QuestionState, number: Int, in session: InterviewSession, _ language: Language
    ) -> [String: TemplateValue] {
        let page = Self.handInPage
        let id = question.questionID
        let standing =
            switch state {
            case .answered: "answered"
            case .sending: "sending"
            case .fault: session.isAnswered(id) ? "answered" : "fault"
            case .unopened, .thinking, .recording, .paused: "missing"
            }
        let seconds = session.takeThatCounts(of: id)?.durationMilliseconds.map { ($0 + 500) / 1000 }
        let detail: String? =
            switch state {
            case .fault: session.fault(of: id).map { page.fault($0, in: language) }
            case .answered:
                seconds.map { page.say("hand-in-length", in: language, ["time": Self.clock($0)]) }
            default: nil
            }
        let hasTake = session.takesLeft(of: question) > 0
        let way = standing == "missing" ? "hand-in-answer" : hasTake ? "hand-in-again" : "hand-in-look"
        let isShown = session.isShown(question)
        let hidden = page.say("hand-in-question", in: language, ["number": "\(number)"])
        return [
            "number": .text("\(number)"), "standing": .text(standing),
            "language": .text(isShown ? (question.language == .chinese ? "zh-CN" : "en") : language.rawValue),
            "text": .text(isShown ? question.text : hidden),
            "words": .text(page.say("hand-in-\(standing)", in: language)), "detail": .optional(detail),
            "href": .optional(state == .sending ? nil : Self.path(to: question)),
            "way": .text(page.say(way, in: language)),
        ]
    }

    private static func clock(_ seconds: Int) -> String {
        "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
