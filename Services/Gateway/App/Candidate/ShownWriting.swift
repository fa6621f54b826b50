import Domain
import Events
import GatewayCore

/// What was written so far, and how much of it.
struct ShownDraft: Encodable {
    let text: String
    let codeLanguage: CodeLanguage?
    let savedAt: Instant?
    /// Words of English, characters of Chinese.
    let wordCount: Int
    let wordCountMax: Int?

    init(_ draft: Draft, _ question: Question) {
        text = draft.text
        codeLanguage = draft.codeLanguage
        savedAt = draft.savedAt
        wordCount = WrittenText.count(draft.text)
        wordCountMax = question.form == .code ? nil : question.wordsMax
    }
}

/// A run as its author sees it.
struct ShownRun: Encodable {
    let number: Int
    let isDone: Bool
    let examples: [ExampleResult]
    let reason: String?
    let complaint: String?
    let said: [String]

    init(_ run: CodeRun, _ words: ProgramWords?) {
        number = run.number
        isDone = run.examples != nil
        examples = run.examples ?? []
        reason = run.reason
        complaint = words?.complaint
        said = words?.said ?? []
    }
}

/// A coding question as the candidate may see it: no hidden examples.
struct ShownCode: Encodable {
    let languages: [CodeLanguage]
    let openExamples: [CodeExample]
    let hiddenExampleCount: Int
    let timeMilliseconds: Int
    let memoryMebibytes: Int
    let runsPerMinuteMax = CodeRun.perMinuteMax

    init(_ task: CodeTask) {
        languages = task.languages
        openExamples = task.openExamples
        hiddenExampleCount = task.hiddenExamples.count
        timeMilliseconds = task.timeMilliseconds
        memoryMebibytes = task.memoryMebibytes
    }

    private enum CodingKeys: String, CodingKey {
        case languages, openExamples, hiddenExampleCount, timeMilliseconds, memoryMebibytes, runsPerMinuteMax
    }
}
