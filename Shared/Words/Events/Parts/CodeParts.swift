import Domain

/// How a question is answered. A question that does not say is answered before the camera.
package enum QuestionForm: String, Codable, Sendable, CaseIterable, Hashable {
    case video, text, code
}

/// Languages in which a program may be handed in, as Debian 12 has them.
package enum CodeLanguage: String, Codable, Sendable, CaseIterable, Hashable {
    case python
    case cpp
}

/// What a coding question asks for and how an answer is judged.
package struct CodeTask: Codable, Sendable, Hashable {
    package var languages: [CodeLanguage]
    /// Shown to the candidate, who may run against them.
    package var openExamples: [CodeExample]
    /// By these the answer is judged; the candidate never sees them.
    package var hiddenExamples: [CodeExample]
    /// Of one run, by the clock on the wall.
    package var timeMilliseconds: Int
    package var memoryMebibytes: Int

    package init(
        languages: [CodeLanguage], openExamples: [CodeExample], hiddenExamples: [CodeExample],
        timeMilliseconds: Int = 2_000, memoryMebibytes: Int = 256
    ) {
        self.languages = languages
        self.openExamples = openExamples
        self.hiddenExamples = hiddenExamples
        self.timeMilliseconds = timeMilliseconds
        self.memoryMebibytes = memoryMebibytes
    }

    package static let exampleCountMax = 20
    package static let exampleCharactersMax = 4_000
    /// All examples of one job together travel in one record with the rest of it.
    package static let exampleBytesOfJobMax = 192 * 1024
    package static let timeMillisecondsRange = 100...5_000
    package static let memoryMebibytesRange = 64...1_024
    /// The longest that one answer may keep a worker: all its runs together.
    package static let answerMillisecondsMax = 40_000

    package static let shape = Shape.object([
        .required("languages", .list(.word(CodeLanguage.self), countMax: 2), "Languages that may be used."),
        .required(
            "openExamples", .list(CodeExample.shape, countMax: exampleCountMax), "What the candidate sees and may run."),
        .required(
            "hiddenExamples", .list(CodeExample.shape, countMax: exampleCountMax),
            "By what the answer is judged; never shown to the candidate."),
        .required(
            "timeMilliseconds",
            .integer(Int64(timeMillisecondsRange.lowerBound), Int64(timeMillisecondsRange.upperBound)),
            "Time of one run."),
        .required(
            "memoryMebibytes",
            .integer(Int64(memoryMebibytesRange.lowerBound), Int64(memoryMebibytesRange.upperBound)),
            "Address space of one run."),
    ])
}

/// What a program reads and what it is to write. Blanks at the ends of lines and empty lines at the end do not count.
package struct CodeExample: Codable, Sendable, Hashable {
    package var input: String
    package var output: String

    package init(input: String, output: String) {
        self.input = input
        self.output = output
    }

    package static let shape = Shape.object([
        .required("input", .text(charactersMax: CodeTask.exampleCharactersMax), "What the program reads."),
        .required("output", .text(charactersMax: CodeTask.exampleCharactersMax), "What it is to write."),
    ])
}

/// What became of a program on one example.
package enum CodeVerdict: String, Codable, Sendable, CaseIterable, Hashable {
    case passed
    case wrongAnswer = "wrong-answer"
    case timeOver = "time-over"
    case memoryOver = "memory-over"
    /// It wrote more than any example asks for.
    case outputOver = "output-over"
    case crashed
    case notCompiled = "not-compiled"
}

/// One example's result: its number and no word of it.
package struct ExampleResult: Codable, Sendable, Hashable {
    /// 1 for the first.
    package var number: Int
    package var verdict: CodeVerdict
    /// How long it ran; absent when it did not.
    package var milliseconds: Int?

    package init(number: Int, verdict: CodeVerdict, milliseconds: Int?) {
        self.number = number
        self.verdict = verdict
        self.milliseconds = milliseconds
    }

    package static let shape = Shape.object([
        .required("number", .integer(1, Int64(CodeTask.exampleCountMax)), "1 for the first example."),
        .required("verdict", .word(CodeVerdict.self), "What became of the program."),
        .optional("milliseconds", .integer(0, 3_600_000), "How long it ran."),
    ])
}

/// What was measured in a written answer: nothing of speech.
package struct WrittenObservation: Codable, Sendable, Hashable {
    package var form: QuestionForm
    /// Words of English, characters of Chinese; of a text alone.
    package var wordCount: Int?
    /// Centred cosine of answer and question, -1 to 1; nil when not measured.
    package var relevance: Double?
    package var codeLanguage: CodeLanguage?
    /// Results on the hidden examples; of a program alone.
    package var examples: [ExampleResult]?

    package init(
        form: QuestionForm, wordCount: Int? = nil, relevance: Double? = nil, codeLanguage: CodeLanguage? = nil,
        examples: [ExampleResult]? = nil
    ) {
        self.form = form
        self.wordCount = wordCount
        self.relevance = relevance
        self.codeLanguage = codeLanguage
        self.examples = examples
    }

    package static let shape = Shape.object([
        .required("form", .word(QuestionForm.self), "How it was answered."),
        .optional("wordCount", .integer(0, 1_000_000), "Words (en) or characters (zh) of a text."),
        .optional("relevance", .number(-1, 1), "Nearness in meaning of text and question."),
        .optional("codeLanguage", .word(CodeLanguage.self), "In which a program is written."),
        .optional(
            "examples", .list(ExampleResult.shape, countMax: CodeTask.exampleCountMax),
            "A program on each hidden example."),
    ])
}

extension CodeTask {
    package static let sample = CodeTask(
        languages: [.python, .cpp], openExamples: [CodeExample(input: "1 2\n", output: "3\n")],
        hiddenExamples: [CodeExample(input: "40 2\n", output: "42\n"), CodeExample(input: "-1 1\n", output: "0\n")])
}

extension Question {
    package static let textSample: Question = {
        var question = Question.sample
        question.questionID = "q2"
        question.kind = .text
        question.lengthMax = 200
        return question
    }()

    package static let codeSample: Question = {
        var question = Question.sample
        question.questionID = "q3"
        question.text = "Read two integers and write their sum."
        question.kind = .code
        question.code = .sample
        return question
    }()
}

/// What a program and its compiler said in a run: for its author's eyes, so it lies in the vault and nowhere else.
package struct ProgramWords: Codable, Sendable, Hashable {
    /// Of the compiler.
    package var complaint: String?
    /// By example.
    package var said: [String]

    package init(complaint: String?, said: [String]) {
        self.complaint = complaint
        self.said = said
    }
}

extension AnswerResult {
    package static let codeSample = AnswerResult(
        questionID: "q3", answerID: "app-1.q3.1", outcome: .scored, reason: nil, observation: nil,
        dimensions: [
            DimensionResult(
                dimension: "teamwork", outcome: .scored, score: 50,
                deductions: [
                    Deduction(points: 50, code: "program-wrong-answer", subject: "1/2", questionID: "q3")
                ], evidence: [])
        ],
        written: WrittenObservation(
            form: .code, codeLanguage: .cpp,
            examples: [
                ExampleResult(number: 1, verdict: .passed, milliseconds: 21),
                ExampleResult(number: 2, verdict: .wrongAnswer, milliseconds: 20),
            ]))
}
