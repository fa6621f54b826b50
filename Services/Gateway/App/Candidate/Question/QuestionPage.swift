import Crypto
import Domain
import Events
import GatewayCore
import HTTP
import Templates

/// The page of a question that is answered before the camera. The server says where the question stands; its scripts record,
/// send and show what changes.
extension Gateway {
    private static let interview = [Role.candidate(.interview)]

    var questionPageRoutes: [Route] { [presentQuestion, question] }

    static let questionPage = CandidatePage(
        "question", path: "/i/questions/{questionID}", step: .questions, scripts: ["question.js"],
        words: .question.joined(with: .devices), PackageResources.question_html)

    /// To the question to go on with, or to handing in.
    private var presentQuestion: Route {
        visited("/i/question", "To the question to go on with.") { visit in
            guard let session = try underWay(visit) else { return .go(to: "/i/home") }
            return .go(to: session.presentQuestion(at: now()).map(Self.path(to:)) ?? "/i/hand-in")
        }
    }

    private var question: Route {
        visited(Self.questionPage.path, "A question that is answered before the camera.") { visit in
            let id = try visit.request.parameter("questionID") { try? QuestionID($0) }
            guard let session = try underWay(visit) else { return .go(to: "/i/home") }
            guard let question = session.question(id) else { throw Problem.notFound }
            if let running = session.runningQuestion(at: now()), running.questionID != id {
                return .go(to: Self.path(to: running))
            }
            guard question.form == .video else { return .go(to: Self.path(to: question)) }
            // Who may write and did not agree to be recorded is shown no camera.
            guard session.agrees(to: .recording) else { return .go(to: Self.writingPath(question.questionID)) }
            return try shown(Self.questionPage, questionValues(question, in: session, visit.language), visit)
        }
    }

    /// A page that may lead elsewhere by where things stand.
    func visited(
        _ path: String, _ summary: String, respond: @escaping @Sendable (PageVisit) async throws -> Response
    ) -> Route {
        route(
            .get, path,
            RouteDocumentation(
                summary, tag: "pages", roles: Self.interview,
                answers: [.init(.ok, "HTML."), .init(.seeOther, "Where to go on.")]),
            tell: tellOnPage
        ) { request in puttingFirst(try await respond(try await visit(request)), request) }
    }

    /// The interview, if its questions are open; elsewhere there is something else to do.
    func underWay(_ visit: PageVisit) throws -> InterviewSession? {
        let session = try visit.invited()
        let isOpen = session.startedAt != nil && session.mayBeAnswered
        return isOpen && session.refusalToContinue(at: now()) == nil ? session : nil
    }
}

extension Gateway {
    private func questionValues(
        _ question: Question, in session: InterviewSession, _ language: Language
    ) -> [String: TemplateValue] {
        let page = Self.questionPage
        let questions = session.plan.questions
        let index = questions.firstIndex { $0.questionID == question.questionID } ?? 0
        let next = index + 1 < questions.count ? questions[index + 1] : nil
        let state = session.state(of: question, at: now())
        let heading = page.say(
            "question-heading", in: language, ["number": "\(index + 1)", "count": "\(questions.count)"])
        let canWrite = session.writtenForm(of: question) != nil
        return [
            "title": .text(heading), "heading": .text(heading), "pageState": .optional(state.rawValue),
            "path": .text(Self.path(to: question)), "questionID": .text(question.questionID.text),
            "language": .text(question.language == .chinese ? "zh-CN" : "en"),
            "text": .text(session.isShown(question) ? question.text : ""),
            "facts": .list(
                facts(of: question, in: session, language).map { name, value in
                    .object(["name": .text(page.say(name, in: language)), "value": .text(value)])
                }),
            "fault": .text(
                session.fault(of: question.questionID).map {
                    page.fault(session.takesLeft(of: question) == 0 ? "none-left" : $0, in: language)
                } ?? ""),
            "hasEarlier": .flag(session.isAnswered(question.questionID)), "isDone": .flag(state == .answered),
            "canWrite": .flag(canWrite), "writing": .text(Self.writingPath(question.questionID)),
            "back": .optional(index > 0 ? Self.path(to: questions[index - 1]) : nil),
            "next": .text(next.map { Self.path(to: $0) } ?? "/i/hand-in"), "isLast": .flag(next == nil),
            "said": .list(
                page.saidByScript.map { name, word in
                    .object(["name": .text(name), "word": .text(page.say(word, in: language))])
                }),
        ]
    }

    private func facts(
        of question: Question, in session: InterviewSession, _ language: Language
    ) -> [(String, String)] {
        let page = Self.questionPage
        func say(_ name: String, _ count: Int) -> String { page.say(name, in: language, ["count": "\(count)"]) }
        func duration(_ seconds: Int) -> String {
            seconds % 60 == 0 && seconds > 60
                ? say("question-minutes", seconds / 60) : say("question-seconds", seconds)
        }
        func times(_ count: Int) -> String {
            count == 1 ? page.say("question-once", in: language) : say("question-times", count)
        }
        let think = session.thinkSeconds(of: question).map(duration)
        let pauses = question.pausesMax ?? 0
        return [
            ("question-think", think ?? page.say("question-think-free", in: language)),
            ("question-answer", duration(session.answerSeconds(of: question))),
            ("question-takes", times(session.takesLeft(of: question))),
        ] + (pauses > 0 ? [("question-pauses", times(pauses))] : [])
            + (session.accommodations?.hasCaptions == true
                ? [("question-captions", page.say("question-captions-given", in: language))] : [])
    }
}

extension CandidatePage {
    /// What was measured of an answer, in words that say what to do.
    func fault(_ code: String, in language: Language) -> String {
        say(PageWords.question.table["fault-\(code)"] == nil ? "fault-other" : "fault-\(code)", in: language)
    }

    /// Words for the scripts by the names under which they ask for them.
    fileprivate var saidByScript: [(name: String, word: String)] {
        let own = PageWords.question.table.keys.filter { $0.hasPrefix("fault-") || $0.hasPrefix("said-") }.sorted()
        let devices = [
            "insecure", "no-camera-access", "no-recorder", "no-permission", "no-permission-settings", "no-device",
            "busy", "trouble", "quiet", "black",
        ]
        return own.map { ($0.hasPrefix("said-") ? String($0.dropFirst(5)) : $0, $0) }
            + devices.map { ($0, "devices-\($0)") }
    }
}
