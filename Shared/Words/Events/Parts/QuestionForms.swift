import Domain

extension Question {
    /// How it is answered.
    package var form: QuestionForm { kind ?? .video }

    /// Nothing says what a good answer to this very question holds, so the rubric of its competency counts.
    package var usesRubric: Bool { form != .code && topics.isEmpty && referenceAnswer == nil }

    /// The most words (en) or characters (zh) of a written answer.
    package var wordsMax: Int { lengthMax ?? (language == .chinese ? 800 : 400) }

    package static let lengthMaxRange = 10...2_000
}

extension InterviewTemplate {
    package var asksForCode: Bool { questions.contains { $0.form == .code } }
}
