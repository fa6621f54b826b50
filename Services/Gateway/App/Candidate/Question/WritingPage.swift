import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP
import Templates

/// The page of a question that is answered in writing. Everything on it works without a script, too.
extension Gateway {
    private static let interview = [Role.candidate(.interview)]

    var writingPageRoutes: [Route] { [writing, writingForm] }

    static let writingPage = CandidatePage(
        "writing", path: "/i/writing/{questionID}", step: .questions, scripts: ["written.js", "rest.js"],
        words: .writing,
        PackageResources.writing_html)

    static func writingPath(_ question: QuestionID) -> String { "/i/writing/\(question.text)" }

    private var writing: Route {
        page(Self.writingPage, roles: Self.interview) { visit in
            let (session, question) = try asked(visit)
            return try await writingValues(question, in: session, try await keptDraft(session, question), visit)
        }
    }

    private var writingForm: Route {
        form(Self.writingPage.path, roles: Self.interview) { visit, form in
            let (session, question) = try asked(visit)
            let draft = Draft(
                // A form sends its lines by the rule of the mail.
                text: (form["text"] ?? "").replacing("\r\n", with: "\n"),
                codeLanguage: form["codeLanguage"].flatMap(CodeLanguage.init(rawValue:)))
            do {
                try await take(draft, form["act"], session, question, visit)
                return .go(Self.writingPath(question.questionID))
            } catch let problem as Problem where problem.status < 500 {
                let flaw = flaw(problem.code, question, visit.language)
                let values = try await writingValues(question, in: session, draft, visit, flaw: flaw)
                return .again(Self.writingPage, values, Status(problem.status))
            }
        }
    }

    private func take(
        _ draft: Draft, _ act: String?, _ session: InterviewSession, _ question: Question, _ visit: PageVisit
    ) async throws {
        guard draft.text.utf8.count <= Draft.bytesMax else {
            throw Problem(.contentTooLarge, code: "too-long", detail: "An answer has at most 32 KiB.")
        }
        switch act {
        case "hand-in": _ = try await handIn(draft, session, question, visit.request)
        case "run": _ = try await run(draft, session, question, visit.request)
        default:
            try refusing { () throws(Refusal) in _ = try session.writable(question.questionID, at: now()) }
            _ = try await keep(draft, session, question)
        }
    }

    /// The question of the page's address, in an interview that has begun.
    private func asked(_ visit: PageVisit) throws -> (InterviewSession, Question) {
        let session = try visit.invited()
        let id = try visit.request.parameter("questionID") { try? QuestionID($0) }
        guard session.startedAt != nil, session.mayBeAnswered else { throw Problem.notAtThisStage }
        return (session, try refusing { () throws(Refusal) in try session.written(id) })
    }

    private func flaw(_ code: String, _ question: Question, _ language: Language) -> String {
        let name = PageWords.writing.table["writing-flaw-\(code)"] == nil ? "other" : code
        return Self.writingPage.say("writing-flaw-\(name)", in: language, ["most": "\(question.wordsMax)"])
    }
}

extension Gateway {
    private func writingValues(
        _ question: Question, in session: InterviewSession, _ draft: Draft, _ visit: PageVisit, flaw: String? = nil
    ) async throws -> [String: TemplateValue] {
        let language = visit.language
        let page = Self.writingPage
        let questions = session.plan.questions
        let index = questions.firstIndex { $0.questionID == question.questionID } ?? 0
        let next = index + 1 < questions.count ? questions[index + 1] : nil
        let heading = page.say(
            "writing-heading", in: language, ["number": "\(index + 1)", "count": "\(questions.count)"])
        let taken = session.takes(of: question.questionID).count
        let left = session.takesLeft(of: question)
        var values: [String: TemplateValue] = [
            "title": .text(heading), "heading": .text(heading), "path": .text(Self.writingPath(question.questionID)),
            "questionID": .text(question.questionID.text),
            "kind": .text((session.writtenForm(of: question) ?? question.form).rawValue),
            "language": .text(question.language == .chinese ? "zh-CN" : "en"), "text": .text(question.text),
            "hasFlaw": .flag(flaw != nil), "flaw": .text(flaw ?? ""), "isAnswered": .flag(taken > 0),
            "isCode": .flag(question.form == .code), "canRun": .flag(false), "verdicts": .list([]),
            "canWrite": .flag((try? session.writable(question.questionID, at: now())) != nil),
            "takes": .text(page.say("writing-takes", in: language, ["count": "\(left)"])),
            "draft": .text(draft.text), "rows": .text(question.form == .code ? "16" : "10"),
            "saved": .text(
                draft.savedAt.map {
                    page.say("writing-saved", in: language, ["time": door.time.text($0, in: language)])
                }
                    ?? ""),
            "hasBack": .flag(index > 0), "back": .text(index > 0 ? Self.path(to: questions[index - 1]) : ""),
            "next": .text(next.map { Self.path(to: $0) } ?? "/i/hand-in"),
        ]
        values.merge(counting(draft, question, language)) { $1 }
        if let task = question.code {
            values.merge(coding(task, draft, language)) { $1 }
            values.merge(try await running(question, in: session, language)) { $1 }
        }
        return values
    }

    /// Where a question is answered.
    static func path(to question: Question) -> String {
        question.form == .video ? "/i/questions/\(question.questionID.text)" : writingPath(question.questionID)
    }

    private func counting(_ draft: Draft, _ question: Question, _ language: Language) -> [String: TemplateValue] {
        guard question.form != .code else { return ["max": .text(""), "count": .text(""), "countPattern": .text("")] }
        let name = question.language == .chinese ? "writing-count-characters" : "writing-count-words"
        let most = "\(question.wordsMax)"
        let page = Self.writingPage
        return [
            "max": .text(most), "countPattern": .text(page.say(name, in: language, ["most": most])),
            "count": .text(
                page.say(name, in: language, ["count": "\(WrittenText.count(draft.text))", "most": most])),
            "counted": .text(
                page.say(
                    question.language == .chinese ? "writing-counted-characters" : "writing-counted-words",
                    in: language)),
        ]
    }

    private func coding(_ task: CodeTask, _ draft: Draft, _ language: Language) -> [String: TemplateValue] {
        [
            "scripts": .list(["frame.js", "written.js", "rest.js", "code.js"].map { .text($0) }),
            "limits": .text(
                Self.writingPage.say(
                    "writing-limits", in: language,
                    ["time": "\(task.timeMilliseconds)", "memory": "\(task.memoryMebibytes)"])),
            "canRun": .flag(!task.openExamples.isEmpty), "hasExamples": .flag(!task.openExamples.isEmpty),
            "examples": .list(
                task.openExamples.enumerated().map { number, example in
                    .object([
                        "number": .text("\(number + 1)"), "input": .text(example.input),
                        "output": .text(example.output),
                    ])
                }),
            "languages_of_code": .list(
                task.languages.map { value in
                    .object([
                        "value": .text(value.rawValue), "name": .text(value == .cpp ? "C++20" : "Python 3"),
                        "isChosen": .flag(value == draft.codeLanguage),
                    ])
                }),
            "verdicts": .list(
                CodeVerdict.allCases.map { verdict in
                    .object([
                        "code": .text(verdict.rawValue),
                        "words": .text(Self.writingPage.say("verdict-\(verdict.rawValue)", in: language)),
                    ])
                }),
        ]
    }

    /// The last run of this question's program.
    private func running(
        _ question: Question, in session: InterviewSession, _ language: Language
    ) async throws -> [String: TemplateValue] {
        let page = Self.writingPage
        var values: [String: TemplateValue] = [
            "hasRun": .flag(false), "isWaiting": .flag(false), "hasComplaint": .flag(false), "complaint": .text(""),
            "results": .list([]), "verdict": .text(""),
        ]
        guard let last = session.runs?.last(where: { $0.questionID == question.questionID }) else { return values }
        let run = try await shown(last, session)
        let passed = run.examples.count { $0.verdict == .passed }
        let verdict =
            !run.isDone
            ? page.say("writing-running", in: language)
            : run.reason != nil
                ? page.say("writing-not-run", in: language)
                : page.say(
                    "writing-passed-count", in: language, ["passed": "\(passed)", "count": "\(run.examples.count)"])
        values.merge([
            "hasRun": .flag(true), "isWaiting": .flag(!run.isDone), "verdict": .text(verdict),
            "hasComplaint": .flag(run.complaint != nil), "complaint": .text(run.complaint ?? ""),
            "results": .list(
                run.examples.enumerated().map { index, example in
                    .object([
                        "number": .text("\(example.number)"),
                        "verdict": .text(page.say("verdict-\(example.verdict.rawValue)", in: language)),
                        "time": .text(example.milliseconds.map { "\($0) ms" } ?? ""),
                        "said": .text(index < run.said.count ? run.said[index] : ""),
                    ])
                }),
        ]) { $1 }
        return values
    }
}
