import Domain
import Events

/// One dimension of one answer while it is scored: of 100 points each that is not earned is named with what would have earned it.
struct Sheet {
    let dimension: String
    private(set) var deductions: [Deduction] = []
    private(set) var evidence: [Evidence] = []
    private let questionID: QuestionID
    private let answerID: AnswerID

    init(_ dimension: String, questionID: QuestionID, answerID: AnswerID) {
        self.dimension = dimension
        self.questionID = questionID
        self.answerID = answerID
    }

    /// These points were not earned; nothing when they round to none. The subject names a topic or a number, never the answer's words.
    mutating func lose(_ points: Double, _ code: String, _ subject: String? = nil) {
        let lost = Score(clamping: points)
        guard lost > .zero else { return }
        deductions.append(Deduction(points: lost, code: code, subject: subject, questionID: questionID))
    }

    /// `judge` is the model of the judge that found it, where one did.
    mutating func show(
        _ kind: String, _ subject: String? = nil, _ marks: [Observation.Mark], judge: String? = nil
    ) {
        evidence += marks.prefix(Self.marksPerReasonMax).map { mark in
            Evidence(
                kind: kind, subject: subject, questionID: questionID, answerID: answerID, characters: mark.characters,
                time: mark.time, judge: judge)
        }
    }

    var result: DimensionResult {
        let lost = deductions.reduce(0) { $0 + $1.points.hundredths }
        return DimensionResult(
            dimension: dimension, outcome: .scored, score: Score(clamping: 100 - Double(lost) / 100),
            deductions: deductions, evidence: Array(evidence.prefix(Self.evidenceMax)))
    }

    /// Two quotes for one reason are enough to believe it.
    private static let marksPerReasonMax = 2
    /// Thirty questions stay under the event's bound.
    private static let evidenceMax = 16
}

/// 0 at `from` and below, 1 at `to` and above, straight between; downwards when `from` is the larger.
func ramp(_ value: Double, from: Double, to: Double) -> Double {
    min(1, max(0, (value - from) / (to - from)))
}

extension Double {
    /// For subjects of deductions: one decimal at most, no exponent.
    var short: String {
        let tenths = Int((self * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
