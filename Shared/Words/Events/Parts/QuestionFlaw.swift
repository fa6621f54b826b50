import Domain

/// Why a question that is answered in writing cannot be put: the same rule for jobs that come over HTTP and over Kafka.
package struct QuestionFlaw: Sendable, Hashable {
    /// Kebab-case.
    package let code: String
    package let message: String
}

extension Question {
    /// How it is answered.
    package var form: QuestionForm { kind ?? .video }

    /// The most words (en) or characters (zh) of a written answer.
    package var wordsMax: Int { lengthMax ?? (language == .chinese ? 800 : 400) }

    package static let lengthMaxRange = 10...2_000

    fileprivate var flaw: QuestionFlaw? {
        if let lengthMax, !Self.lengthMaxRange.contains(lengthMax) || form != .text {
            return QuestionFlaw(
                code: "malformed-questions", message: "A text answer, and no other, has a limit of 10 to 2000 words.")
        }
        if form != .video, thinkSeconds != nil || pausesMax != nil {
            return QuestionFlaw(
                code: "malformed-questions",
                message: "Only an answer before the camera has a time to think, and pauses.")
        }
        guard form == .code else {
            return code == nil
                ? nil
                : QuestionFlaw(
                    code: "malformed-questions", message: "Examples of a program belong to a question of the kind code."
                )
        }
        guard let code else {
            return QuestionFlaw(code: "no-hidden-example", message: "A coding question needs examples to judge by.")
        }
        return code.flaw
    }
}

extension CodeTask {
    var exampleBytes: Int {
        (openExamples + hiddenExamples).reduce(0) { $0 + $1.input.utf8.count + $1.output.utf8.count }
    }

    fileprivate var flaw: QuestionFlaw? {
        if languages.isEmpty || Set(languages).count != languages.count {
            return QuestionFlaw(code: "no-language", message: "A coding question allows python, cpp, or both.")
        }
        if hiddenExamples.isEmpty {
            return QuestionFlaw(code: "no-hidden-example", message: "A coding question needs a hidden example.")
        }
        let examples = openExamples + hiddenExamples
        if openExamples.count > Self.exampleCountMax || hiddenExamples.count > Self.exampleCountMax
            || examples.contains(where: { $0.flawed })
        {
            return QuestionFlaw(
                code: "malformed-examples",
                message: "There are at most 20 open and 20 hidden examples, each with an output and of 4000 characters."
            )
        }
        if Set(hiddenExamples.map(\.input)).count != hiddenExamples.count
            || !Set(hiddenExamples.map(\.input)).isDisjoint(with: openExamples.map(\.input))
        {
            return QuestionFlaw(
                code: "malformed-examples", message: "A hidden example has an input that no other example has.")
        }
        if !Self.timeMillisecondsRange.contains(timeMilliseconds)
            || !Self.memoryMebibytesRange.contains(memoryMebibytes)
            || timeMilliseconds * max(openExamples.count, hiddenExamples.count) > Self.answerMillisecondsMax
        {
            return QuestionFlaw(
                code: "malformed-code-limits",
                message: "A run takes 100 to 5000 ms and 64 to 1024 MiB, all runs of an answer 40 s at most.")
        }
        return nil
    }
}

extension CodeExample {
    fileprivate var flawed: Bool {
        let isBlank = output.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        return isBlank || [input, output].contains { $0.unicodeScalars.count > CodeTask.exampleCharactersMax }
    }
}

extension InterviewTemplate {
    /// The first flaw among questions that are answered in writing; nil when there is none.
    package var writtenFlaw: QuestionFlaw? {
        for question in questions { if let flaw = question.flaw { return flaw } }
        if questions.reduce(0, { $0 + ($1.code?.exampleBytes ?? 0) }) > CodeTask.exampleBytesOfJobMax {
            return QuestionFlaw(
                code: "malformed-examples", message: "The examples of a job have at most 192 KiB together.")
        }
        // How somebody speaks cannot be heard in writing.
        let isSpoken = questions.contains { $0.form == .video || $0.competency == "communication" }
        if !questions.isEmpty, !isSpoken,
            dimensions.contains(where: { $0.dimension == "communication" && $0.weight > 0 })
        {
            return QuestionFlaw(
                code: "communication-not-heard",
                message: "Communication is weighed, and no question is answered by speaking.")
        }
        return nil
    }

    package var asksForCode: Bool { questions.contains { $0.form == .code } }
}
