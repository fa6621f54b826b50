import Domain
import Events
import Flow
import JSON
import ScoringCore
import Speech
import Vault

/// Reads written answers: texts for what they say, programs by running them. The words stay in the vault.
struct Reader: Sendable {
    private let vault: Vault
    private let meanings: Meanings
    /// Programs that are tried out have turns of their own, so that nobody who writes waits for answers that were handed in.
    private let trials: Judge
    private let answers: Judge
    private let judgesCode: Bool

    init(vault: Vault, meanings: Meanings, _ settings: JudgeSettings) {
        self.vault = vault
        self.meanings = meanings
        trials = Judge(countMax: settings.countMax, headers: settings.headers)
        answers = Judge(countMax: settings.countMax, headers: settings.headers)
        judgesCode = settings.judgesCode
    }

    func read(_ work: AssessWritten, _ context: ActivityContext) async throws -> Reading {
        let written = work.written
        let text = try await text(written.textID, written.candidateID, "score-answer")
        let transcript = Transcript(
            language: work.question.language, text: text,
            words: written.form == .code ? [] : WrittenText.words(of: text))
        try await keep(transcript, of: written)
        do {
            guard written.form == .code else {
                let nearness = try await meanings.nearness(of: transcript, to: work.question, by: work.rubric)
                return .text(measure(text: transcript, nearness: nearness, of: work.question, by: work.rubric))
            }
            let (language, task) = try program(written.codeLanguage, work.question)
            return .program(try await answers.judge(text, in: language, on: task.hiddenExamples, task).examples)
        } catch let error as EngineError {
            throw ActivityFailure("engine-failed", "an engine failed", error.kind)
        }
    }

    /// Looks once more into what was heard or written, by another rubric. The words stay where they are.
    func measureAnew(_ work: MeasureAnew, _ context: ActivityContext) async throws -> [MeasuredAnew] {
        var found: [MeasuredAnew] = []
        for answer in work.answers {
            let words = try await transcript(answer.answerID, work.candidateID, "score-answer")
            do {
                let nearness = try await meanings.nearness(of: words, to: answer.question, by: answer.rubric)
                found.append(MeasuredAnew(answer, words, nearness))
            } catch {
                throw ActivityFailure("engine-failed", "an engine failed", error.kind)
            }
        }
        return found
    }

    /// Scores the employer's anchor answers as written ones. They are no candidate's.
    func check(_ work: CheckAnchors, _ context: ActivityContext) async throws -> [AnchorScore] {
        var scores: [AnchorScore] = []
        for anchored in work.questions {
            for (number, answer) in anchored.answers.enumerated() {
                do {
                    let nearness = try await meanings.nearness(
                        of: answer.written(to: anchored.question), to: anchored.question, by: anchored.rubric)
                    scores.append(scoreAnchor(answer, number: number, of: anchored, nearness))
                } catch {
                    throw ActivityFailure("engine-failed", "an engine failed", error.kind)
                }
            }
        }
        return scores
    }

    /// What the program wrote is put beside it, for the candidate's eyes.
    func run(_ work: RunProgram, _ context: ActivityContext) async throws -> [ExampleResult] {
        let requested = work.requested
        let text = try await text(requested.textID, requested.candidateID, "run-program")
        let (language, task) = try program(requested.codeLanguage, work.question)
        let judgement = try await trials.judge(text, in: language, on: task.openExamples, task)
        let said = try JSON.encode(ProgramWords(complaint: judgement.complaint, said: judgement.said))
        do {
            try await vault.put(
                String(decoding: said, as: UTF8.self), field: "transcript.\(requested.runID.text).said",
                of: requested.candidateID)
        } catch VaultError.erased {
            throw ActivityFailure.candidateErased
        }
        return judgement.examples
    }

    private func program(_ language: CodeLanguage?, _ question: Question) throws -> (CodeLanguage, CodeTask) {
        guard judgesCode, let language, let task = question.code, task.languages.contains(language) else {
            throw ActivityFailure("code-not-judged", "Programs are not run here.")
        }
        return (language, task)
    }

    /// Under the answer's name the report finds its words, as it finds what was said.
    private func keep(_ words: Transcript, of written: AnswerWritten) async throws {
        do {
            try await vault.put(
                String(decoding: try JSON.encode(words), as: UTF8.self),
                field: "transcript.\(written.answerID.text)", of: written.candidateID)
            // Consent may have been taken back meanwhile: the words are looked for once more after their copy is there.
            let isLeft =
                try await vault.field(
                    "transcript.\(written.textID.text)", of: written.candidateID, purpose: "score-answer") != nil
            guard isLeft else {
                try await vault.delete(field: "transcript.\(written.answerID.text)", of: written.candidateID)
                throw ActivityFailure.candidateErased
            }
        } catch VaultError.erased {
            throw ActivityFailure.candidateErased
        }
    }

    private func text(_ id: AnswerID, _ candidate: CandidateID, _ purpose: String) async throws -> String {
        try await transcript(id, candidate, purpose).text
    }

    /// What was said or written, once it was measured.
    func words(_ id: AnswerID, _ candidate: CandidateID) async throws -> Transcript {
        try await transcript(id, candidate, "judge-answer")
    }

    private func transcript(_ id: AnswerID, _ candidate: CandidateID, _ purpose: String) async throws -> Transcript {
        do {
            guard let sealed = try await vault.field("transcript.\(id.text)", of: candidate, purpose: purpose)
            else {
                // Consent was taken back meanwhile, or a copy was restored without it.
                throw ActivityFailure("answer-absent", "the vault holds no such answer")
            }
            return try JSON.decode(Transcript.self, from: Array(sealed.utf8))
        } catch VaultError.erased {
            throw ActivityFailure.candidateErased
        }
    }
}
