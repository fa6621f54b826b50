import Domain
import Events

/// The report as its readers get it: JSON as it stands, HTML and PDF by the template. It quotes the candidate, so it lies
/// in the vault and nowhere else.
package struct ReportDocument: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var version: Int
    package var language: Language
    package var candidateName: String
    package var jobTitle: String
    package var submittedAt: Instant
    package var compiledAt: Instant
    /// Absent when a dimension that counts has no score.
    package var composite: Score?
    /// Between what it lies where words were heard unsurely.
    package var range: ScoreRange?
    package var band: MatchBand?
    package var recommendation: Recommendation
    package var reasons: [Reason]
    package var dimensions: [Dimension]
    package var answers: [Answer]
    /// What moved since the report before, and why, a sentence each.
    package var changes: [String]?
    /// By how many points the composite may be otherwise, at least.
    package var compositeError: Score?
    /// Whether candidates of this interview were asked for consent to look at their faces; absent: no.
    package var asksForFaces: Bool?

    package struct Reason: Codable, Sendable, Hashable {
        package var code: String
        package var sentence: String
    }

    package struct Dimension: Codable, Sendable, Hashable {
        package var dimension: String
        package var name: String
        package var weight: Int
        package var minimum: Score?
        package var outcome: ScoreOutcome
        package var score: Score?
        package var range: ScoreRange?
        package var level: Level?
        package var deductions: [LostPoints]
        package var evidence: [Proof]
        /// Where it was measured, if elsewhere.
        package var outside: String?
        /// By how many points people would grade otherwise, and the same in words.
        package var error: Score?
        package var certainty: String?
        /// By which of the employer's own rubrics it was scored, in words; absent: by the built-in one, or by none.
        package var rubric: String?
    }

    package struct LostPoints: Codable, Sendable, Hashable {
        package var points: Score
        package var code: String
        package var sentence: String
        /// 1 for the first question; absent when it concerns the whole interview.
        package var questionNumber: Int?
    }

    package struct Proof: Codable, Sendable, Hashable {
        package var kind: String
        package var subject: String?
        package var questionNumber: Int
        /// Absent in a written answer.
        package var time: TimeSpan?
        /// Absent when the words are no longer in the vault.
        package var quote: Quote?
        /// The model of the judge that found it, where one did.
        package var judge: String?
    }

    package struct Answer: Codable, Sendable, Hashable {
        package var questionNumber: Int
        package var question: String
        /// In which the question was asked and answered.
        package var language: Language
        package var outcome: ScoreOutcome
        package var reason: Reason?
        /// What a person should look at.
        package var notices: [Reason]?
        package var observation: AnswerObservation?
        /// What was measured in a written answer.
        package var written: WrittenObservation?
        /// What was said, or written.
        package var transcript: String?
        /// What was seen of the face, where the candidate agreed to that; nothing is made of it.
        package var face: Face?
    }
}

extension ReportDocument {
    package struct Face: Codable, Sendable, Hashable {
        package var observation: FaceObservation
        /// The same in words.
        package var sentences: [String]
    }
}

/// What only the vault knows, fetched for one rendering.
package struct ReportMaterial: Sendable {
    package var candidateName: String
    package var transcripts: [AnswerID: String]
    package var faces: [AnswerID: FaceObservation]

    package init(
        candidateName: String, transcripts: [AnswerID: String], faces: [AnswerID: FaceObservation] = [:]
    ) {
        self.faces = faces
        self.candidateName = candidateName
        self.transcripts = transcripts
    }
}

extension ReportDocument {
    /// Proofs shown per dimension; the scorecard keeps them all.
    private static let proofCountMax = 6

    package init(_ work: RenderReport, _ material: ReportMaterial) {
        let scorecard = work.scorecard
        let language = scorecard.language
        let numbers = Dictionary(
            scorecard.plan.questions.enumerated().map { ($1.questionID, $0 + 1) },
            uniquingKeysWith: { first, _ in first })
        let written = Set(scorecard.answers.filter { $0.written != nil }.map(\.answerID))
        self.init(
            applicationID: scorecard.applicationID, jobID: scorecard.jobID, version: work.version, language: language,
            candidateName: material.candidateName, jobTitle: scorecard.plan.jobTitle,
            submittedAt: scorecard.submittedAt, compiledAt: work.compiledAt, composite: work.assessment.composite,
            range: work.assessment.range,
            band: work.assessment.composite.map { MatchBand($0) }, recommendation: work.assessment.recommendation,
            reasons: work.assessment.reasons.map {
                Reason(code: $0.code, sentence: Explanation.sentence(for: $0, in: language))
            },
            dimensions: work.assessment.dimensions.map { Dimension($0, numbers, written, material, language) },
            answers: scorecard.plan.questions.enumerated().map { index, question in
                Answer(
                    index + 1, question, scorecard.answers.first { $0.questionID == question.questionID }, material,
                    language)
            }, changes: Self.changes(work, language),
            compositeError: work.assessment.compositeError,
            asksForFaces: scorecard.plan.looksAtFaces ? true : nil)
    }

    /// What a person should look at, and whether a judge was asked; nil when there is nothing.
    fileprivate static func notices(of result: AnswerResult, _ language: Language) -> [Reason]? {
        var notices = (result.flags ?? []).map { Reason(code: $0, sentence: Explanation.notice($0, in: language)) }
        if let judge = result.judge {
            notices.append(
                Reason(code: "judge-\(judge.outcome.rawValue)", sentence: Explanation.judge(judge, in: language)))
        }
        return notices.isEmpty ? nil : notices
    }

    private static func changes(_ work: RenderReport, _ language: Language) -> [String]? {
        guard let changes = work.scorecard.changes, !changes.isEmpty else { return nil }
        let composite = work.compositeBefore.flatMap { before in
            before == work.assessment.composite
                ? nil : ChangeWords.composite(from: before, to: work.assessment.composite, in: language)
        }
        return (composite.map { [$0] } ?? []) + changes.map { ChangeWords.sentence(for: $0, in: language) }
    }

    fileprivate static func proofs(
        _ evidence: [Evidence], _ numbers: [QuestionID: Int], _ written: Set<AnswerID>, _ material: ReportMaterial
    ) -> [Proof] {
        // One proof per subject first, so that a word said often does not crowd the others out.
        var seen: Set<String> = []
        let ordered = evidence.sorted {
            ($0.answerID, $0.time.startMilliseconds, $0.characters.start)
                < ($1.answerID, $1.time.startMilliseconds, $1.characters.start)
        }
        let firsts = ordered.filter { seen.insert($0.subject ?? $0.kind).inserted }
        let rest = ordered.filter { !firsts.contains($0) }
        return (firsts + rest).prefix(proofCountMax).map { evidence in
            Proof(
                kind: evidence.kind, subject: evidence.subject, questionNumber: numbers[evidence.questionID] ?? 0,
                time: written.contains(evidence.answerID) ? nil : evidence.time,
                quote: material.transcripts[evidence.answerID].flatMap { quote(evidence.characters, of: $0) },
                judge: evidence.judge)
        }
    }
}

extension ReportDocument.Dimension {
    fileprivate init(
        _ dimension: AssessedDimension, _ numbers: [QuestionID: Int], _ written: Set<AnswerID>,
        _ material: ReportMaterial, _ language: Language
    ) {
        self.init(
            dimension: dimension.name, name: Words.dimension(dimension.name, in: language),
            weight: dimension.weight.weight, minimum: dimension.weight.minimum, outcome: dimension.result.outcome,
            score: dimension.score, range: dimension.score == nil ? nil : dimension.result.range,
            level: dimension.score.map { Level($0) },
            deductions: dimension.score == nil
                ? []
                : dimension.result.deductions.sorted { $0.points > $1.points }.map { deduction in
                    ReportDocument.LostPoints(
                        points: deduction.points, code: deduction.code,
                        sentence: Explanation.sentence(for: deduction, in: language),
                        questionNumber: deduction.questionID.flatMap { numbers[$0] })
                },
            evidence: ReportDocument.proofs(dimension.result.evidence, numbers, written, material),
            outside: dimension.result.outside.map { ChangeWords.outside($0, in: language) },
            error: dimension.error, certainty: ChangeWords.certainty(of: dimension.result, in: language),
            rubric: ChangeWords.rubric(of: dimension.result, in: language))
    }
}

extension ReportDocument.Answer {
    fileprivate init(
        _ number: Int, _ question: Question, _ result: AnswerResult?, _ material: ReportMaterial, _ language: Language
    ) {
        let face = result.flatMap { material.faces[$0.answerID] }
        let notices =
            (result.flatMap { ReportDocument.notices(of: $0, language) } ?? [])
            + (face.flatMap { FaceWords.notice($0, in: language) }.map { [$0] } ?? [])
        let reason = result == nil ? "not-answered" : result?.outcome == .insufficient ? result?.reason : nil
        self.init(
            questionNumber: number, question: question.text, language: question.language,
            outcome: result?.outcome ?? .insufficient,
            reason: reason.map {
                ReportDocument.Reason(code: $0, sentence: Explanation.unusable($0, in: language))
            },
            notices: notices.isEmpty ? nil : notices,
            observation: result?.observation, written: result?.written,
            transcript: result.flatMap { material.transcripts[$0.answerID] },
            face: face.map {
                ReportDocument.Face(observation: $0, sentences: FaceWords.sentences($0, in: language))
            })
    }
}
