import Crypto
import Domain
import Events
import Flow
import GatewayCore
import HTTP
import JSON

/// What routes and pages do with an answer that is written: the words go into the vault before a fact is told of them, so that
/// whoever hears of it finds them.
extension Gateway {
    func writtenQuestion(_ request: Request) async throws -> (InterviewSession, Question) {
        let id = try request.parameter("questionID") { try? QuestionID($0) }
        guard let session = try await records.session(try request.candidateApplication()) else {
            throw Problem.notFound
        }
        return (session, try refusing { () throws(Refusal) in try session.written(id) })
    }

    func sentDraft(_ request: Request) async throws -> Draft {
        let draft = try await request.read(Draft.self, bytesMax: 4 * Draft.bytesMax)
        guard draft.text.utf8.count <= Draft.bytesMax else {
            throw Problem(.contentTooLarge, code: "too-long", detail: "An answer has at most 32 KiB.")
        }
        return draft
    }

    func keep(_ draft: Draft, _ session: InterviewSession, _ question: Question) async throws -> Draft {
        var draft = draft
        draft.savedAt = now()
        let text = String(decoding: try JSON.encode(draft), as: UTF8.self)
        try await writings.put(text, Self.draftName(session, question), session.candidateID)
        return draft
    }

    func keptDraft(_ session: InterviewSession, _ question: Question) async throws -> Draft {
        guard let text = try await writings.get(Self.draftName(session, question), session.candidateID) else {
            return Draft(text: "")
        }
        return try JSON.decode(Draft.self, from: Array(text.utf8))
    }

    func run(
        _ draft: Draft, _ session: InterviewSession, _ question: Question, _ request: Request
    ) async throws -> (CodeRun, isReplay: Bool) {
        guard let language = draft.codeLanguage else { throw Problem.noLanguage }
        let textID = try await put(draft, session, question)
        let body = RunCode(questionID: question.questionID, textID: textID, codeLanguage: language)
        let isReplay = try await accept(body, key: session.applicationID.text, request)
        guard let run = try await records.session(session.applicationID)?.runs?.last(where: { $0.textID == textID })
        else { throw Problem.notFound }
        return (run, isReplay)
    }

    func handIn(
        _ draft: Draft, _ session: InterviewSession, _ question: Question, _ request: Request
    ) async throws -> Bool {
        let count = WrittenText.count(draft.text)
        guard count > 0 else {
            throw Problem(.unprocessableContent, code: "nothing-written", detail: "Nothing has been written yet.")
        }
        guard question.form == .code || count <= question.wordsMax else {
            throw Problem(
                .unprocessableContent, code: "too-long",
                detail: "The answer has \(count) words or characters, of \(question.wordsMax) at most.")
        }
        let textID = try await put(draft, session, question)
        let body = HandInWritten(
            questionID: question.questionID, textID: textID, codeLanguage: draft.codeLanguage)
        return try await accept(body, key: session.applicationID.text, request)
    }

    func shown(_ run: CodeRun, _ session: InterviewSession) async throws -> ShownRun {
        guard run.examples != nil else { return ShownRun(run, nil) }
        let runID = try refusing { () throws(Refusal) in try session.runID(of: run) }
        guard let text = try await writings.get("\(runID.text).said", session.candidateID) else {
            return ShownRun(run, nil)
        }
        return ShownRun(run, try JSON.decode(ProgramWords.self, from: Array(text.utf8)))
    }

    /// Puts the words into the vault under a name that is made from them, so that the same again is the same. When nothing may be
    /// written any more nothing is put: the decision that follows knows a repeat from what comes too late.
    private func put(_ draft: Draft, _ session: InterviewSession, _ question: Question) async throws -> AnswerID {
        let digest = String(SHA256.hash(data: Array(draft.text.utf8)).hex.prefix(24))
        let textID = try refusing { () throws(Refusal) in try session.textID(digest, of: question.questionID) }
        let isOpen = (try? session.writable(question.questionID, at: now())) != nil
        if isOpen {
            _ = try await keep(draft, session, question)
            let words = Transcript(language: question.language, text: draft.text, words: [])
            try await writings.put(
                String(decoding: try JSON.encode(words), as: UTF8.self), textID.text, session.candidateID)
        }
        return textID
    }

    private static func draftName(_ session: InterviewSession, _ question: Question) -> String {
        "\(session.applicationID.text).\(question.questionID.text).draft"
    }

    /// A business no as an answer.
    func refusing<Value>(_ body: () throws(Refusal) -> Value) throws -> Value {
        do throws(Refusal) { return try body() } catch { throw Problem(error) }
    }
}

extension Problem {
    static let noLanguage = Problem(
        .unprocessableContent, code: "malformed-language",
        detail: "Name one of the question's languages in codeLanguage.")
}
