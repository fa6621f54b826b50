import Domain

/// Whether a score stands, or why there is none.
package enum ScoreOutcome: String, Codable, Sendable, CaseIterable, Hashable {
    case scored
    /// Too little evidence for a score: a human looks, nothing is guessed.
    case insufficient
}

/// What was measured in an answer. Numbers only; the transcript is in the vault.
package struct AnswerObservation: Codable, Sendable, Hashable {
    package var durationMilliseconds: Int
    package var speechMilliseconds: Int
    /// Characters per minute of speech in Chinese, words per minute in English; nil without speech.
    package var speechRatePerMinute: Double?
    package var pauseCount: Int
    package var longestPauseMilliseconds: Int
    package var tokenCount: Int
    /// Mean probability of the transcript's words, 0 to 1; nil without speech.
    package var recognitionConfidence: Double?
    /// Centred cosine of answer and question, -1 to 1; nil when not measured.
    package var relevance: Double?
    /// The language in which most was said.
    package var spokenLanguage: Language?
    /// How many of the words were more likely wrong than right, 0 to 1.
    package var unsureShare: Double?
    /// Speech that was not understood although it was heard twice.
    package var doubtfulMilliseconds: Int?
    /// What of the recording was lost on the way.
    package var lostMilliseconds: Int?

    package init(
        durationMilliseconds: Int, speechMilliseconds: Int, speechRatePerMinute: Double?, pauseCount: Int,
        longestPauseMilliseconds: Int, tokenCount: Int, recognitionConfidence: Double?, relevance: Double?,
        spokenLanguage: Language? = nil, unsureShare: Double? = nil, doubtfulMilliseconds: Int? = nil,
        lostMilliseconds: Int? = nil
    ) {
        self.spokenLanguage = spokenLanguage
        self.unsureShare = unsureShare
        self.doubtfulMilliseconds = doubtfulMilliseconds
        self.lostMilliseconds = lostMilliseconds
        self.durationMilliseconds = durationMilliseconds
        self.speechMilliseconds = speechMilliseconds
        self.speechRatePerMinute = speechRatePerMinute
        self.pauseCount = pauseCount
        self.longestPauseMilliseconds = longestPauseMilliseconds
        self.tokenCount = tokenCount
        self.recognitionConfidence = recognitionConfidence
        self.relevance = relevance
    }

    package static let shape = Shape.object([
        .required("durationMilliseconds", .integer(0, 86_400_000), "Length of the recording."),
        .required("speechMilliseconds", .integer(0, 86_400_000), "Length of what is speech."),
        .optional("speechRatePerMinute", .number(0, 10_000), "Characters (zh) or words (en) per minute of speech."),
        .required("pauseCount", .integer(0, 100_000), "Pauses within the speech of at least 500 ms."),
        .required("longestPauseMilliseconds", .integer(0, 86_400_000), "The longest of them."),
        .required("tokenCount", .integer(0, 1_000_000), "Characters (zh) or words (en) said."),
        .optional("recognitionConfidence", .number(0, 1), "Mean probability of the transcript's words."),
        .optional("relevance", .number(-1, 1), "Nearness in meaning of answer and question."),
        .optional("spokenLanguage", .word(Language.self), "The language in which most was said."),
        .optional("unsureShare", .number(0, 1), "How many of the words were more likely wrong than right."),
        .optional("doubtfulMilliseconds", .integer(0, 86_400_000), "Speech that was heard twice and not understood."),
        .optional("lostMilliseconds", .integer(0, 86_400_000), "What of the recording was lost on the way."),
    ])
}

/// The score of one dimension in one answer or one interview, with everything that explains it.
package struct DimensionResult: Codable, Sendable, Hashable {
    package var dimension: String
    package var outcome: ScoreOutcome
    /// Only when the outcome is `scored`.
    package var score: Score?
    /// They and the score sum to 100.
    package var deductions: [Deduction]
    package var evidence: [Evidence]
    /// Between what the score lies where words were heard unsurely; nil where that changes nothing.
    package var range: ScoreRange?
    /// By how many points people would grade otherwise, left out and foretold one by one; nil while nobody knows.
    package var error: Score?
    /// Set where people's grades moved the score.
    package var calibration: Calibration?
    /// Set where it was measured elsewhere.
    package var outside: OutsideSource?
    /// The versions of the employer's own rubric by which its answers were scored; nil: the built-in one, or none.
    package var rubricVersions: [String]?

    package init(
        dimension: String, outcome: ScoreOutcome, score: Score?, deductions: [Deduction], evidence: [Evidence],
        error: Score? = nil, calibration: Calibration? = nil, outside: OutsideSource? = nil, range: ScoreRange? = nil,
        rubricVersions: [String]? = nil
    ) {
        self.rubricVersions = rubricVersions
        self.error = error
        self.calibration = calibration
        self.outside = outside
        self.range = range
        self.dimension = dimension
        self.outcome = outcome
        self.score = score
        self.deductions = deductions
        self.evidence = evidence
    }

    package static let shape = Shape.object([
        .required("dimension", .text(charactersMax: 60), "What was scored."),
        .required("outcome", .word(ScoreOutcome.self), "Whether the score stands."),
        .optional("score", .score, "0 to 100, only when scored."),
        .required(
            "deductions", .list(Deduction.shape, countMax: 100), "What would have earned the points that are missing."),
        .required("evidence", .list(Evidence.shape, countMax: 500), "Where it stands in the recording."),
        .optional("range", ScoreRange.shape, "Between what the score lies where words were heard unsurely."),
        .optional("error", .score, "By how many points people would grade otherwise; absent while nobody knows."),
        .optional("calibration", Calibration.shape, "How people's grades moved the score."),
        .optional("outside", OutsideSource.shape, "Where it was measured, if elsewhere."),
        .optional(
            "rubricVersions", .list(.text(charactersMax: 16), countMax: Limits.questionCountMax),
            "Of the employer's own rubric by which it was scored; absent: the built-in one, or none."),
    ])
}

/// A score as if the words had not been said of which the recogniser was unsure, and as if they had.
package struct ScoreRange: Codable, Sendable, Hashable {
    package var low: Score
    package var high: Score

    /// Nil when both are the same.
    package init?(_ one: Score, _ other: Score) {
        guard one != other else { return nil }
        low = min(one, other)
        high = max(one, other)
    }

    /// How wide it is, in hundredths of a point.
    package var hundredths: Int { high.hundredths - low.hundredths }

    package static let shape = Shape.object([
        .required("low", .score, "The lower end."), .required("high", .score, "The upper end."),
    ])
}

/// Points that were not earned and why.
package struct Deduction: Codable, Sendable, Hashable {
    /// Points of 100.
    package var points: Score
    /// `topic-not-mentioned`, `speech-too-fast`, …; the report has the sentence for each, in zh and en.
    package var code: String
    /// What the code speaks about: a topic's name from the job's question or a number with unit. Never the candidate's words.
    package var subject: String?
    package var questionID: QuestionID?

    package init(points: Score, code: String, subject: String? = nil, questionID: QuestionID? = nil) {
        self.points = points
        self.code = code
        self.subject = subject
        self.questionID = questionID
    }

    package static let shape = Shape.object([
        .required("points", .score, "Points of 100 that were not earned."),
        .required("code", .code, "Why."),
        .optional("subject", .text(charactersMax: 200), "What the reason speaks about; never the candidate's words."),
        .optional("questionID", .identifier, "The question in which they could have been earned."),
    ])
}

/// Where something stands in an answer: the words are found by the span in the transcript, which is in the vault.
package struct Evidence: Codable, Sendable, Hashable {
    /// `topic`, `number`, `structure`, …
    package var kind: String
    /// The topic's name from the job's question.
    package var subject: String?
    package var questionID: QuestionID
    package var answerID: AnswerID
    package var characters: CharacterSpan
    package var time: TimeSpan
    /// The model that found it, where a judge did.
    package var judge: String?

    package init(
        kind: String, subject: String?, questionID: QuestionID, answerID: AnswerID, characters: CharacterSpan,
        time: TimeSpan, judge: String? = nil
    ) {
        self.judge = judge
        self.kind = kind
        self.subject = subject
        self.questionID = questionID
        self.answerID = answerID
        self.characters = characters
        self.time = time
    }

    package static let shape = Shape.object([
        .required("kind", .code, "What kind of evidence."),
        .optional("subject", .text(charactersMax: 200), "The topic's name."),
        .required("questionID", .identifier, "The question."),
        .required("answerID", .identifier, "The recording."),
        .required("characters", Shape.characterSpan, "Where in the transcript."),
        .required("time", Shape.timeSpan, "When in the recording."),
        .optional("judge", .text(charactersMax: 100), "The model that found it, where a judge did."),
    ])
}

/// What became of one answer.
package struct AnswerResult: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    package var answerID: AnswerID
    package var outcome: ScoreOutcome
    /// Why there is no score: `no-speech`, `recording-truncated`, `recognition-unsure`, …
    package var reason: String?
    /// Of a recording.
    package var observation: AnswerObservation?
    package var dimensions: [DimensionResult]
    /// Of a written answer.
    package var written: WrittenObservation?
    /// What a person should look at: `like-reference`, `speaks-to-scorer`, `short-answer`, `unsure-hearing`, `doubtful-hearing`,
    /// `other-language`, `recording-gap`. No points are taken off for it.
    package var flags: [String]?
    /// What a judge came to; nil where none was asked.
    package var judge: JudgeNote?

    package init(
        questionID: QuestionID, answerID: AnswerID, outcome: ScoreOutcome, reason: String?,
        observation: AnswerObservation?, dimensions: [DimensionResult], written: WrittenObservation? = nil,
        flags: [String]? = nil, judge: JudgeNote? = nil
    ) {
        self.judge = judge
        self.flags = flags
        self.questionID = questionID
        self.answerID = answerID
        self.outcome = outcome
        self.reason = reason
        self.observation = observation
        self.dimensions = dimensions
        self.written = written
    }

    package static let shape = Shape.object(fields)

    package static let fields: [Field] = [
        .required("questionID", .identifier, "The question."),
        .required("answerID", .identifier, "The recording."),
        .required("outcome", .word(ScoreOutcome.self), "Whether the scores stand."),
        .optional("reason", .code, "Why there is no score."),
        .optional("observation", AnswerObservation.shape, "What was measured."),
        .required("dimensions", .list(DimensionResult.shape, countMax: 12), "The scores."),
        .optional("written", WrittenObservation.shape, "What was measured in a written answer."),
        .optional("flags", .list(.code, countMax: 10), "What a person should look at; no points are taken off for it."),
        .optional("judge", JudgeNote.shape, "What a judge came to, where one was to be asked."),
    ]
}

extension Shape {
    package static let characterSpan = Shape.object([
        .required("start", .integer(0, 10_000_000), "First Unicode scalar."),
        .required("end", .integer(0, 10_000_000), "After the last Unicode scalar."),
    ])

    package static let timeSpan = Shape.object([
        .required("startMilliseconds", .integer(0, 86_400_000), "From the beginning of the recording."),
        .required("endMilliseconds", .integer(0, 86_400_000), "From the beginning of the recording."),
    ])
}
