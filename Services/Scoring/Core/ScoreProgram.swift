import Domain
import Events

/// How a program is scored: every hidden example has the same share of the points. A right answer keeps nine tenths of its share
/// whatever it took, and all of it in half of the time that is allowed.
struct ProgramRubric: Sendable {
    var timeShare = 0.1
    /// Of the time allowed: up to here nothing is lost, at the whole of it all that time can cost.
    var calmShare = 0.5
}

package func scoreProgram(
    _ examples: [ExampleResult], in language: CodeLanguage?, of question: Question, answerID: AnswerID
) -> AnswerResult {
    let written = WrittenObservation(form: .code, codeLanguage: language, examples: examples)
    guard let task = question.code, !examples.isEmpty else {
        var result = insufficientAnswer(question, answerID, reason: "code-not-judged")
        result.written = written
        return result
    }
    return AnswerResult(
        questionID: question.questionID, answerID: answerID, outcome: .scored, reason: nil, observation: nil,
        dimensions: [scored(examples, task, question, answerID)], written: written)
}

private func scored(
    _ examples: [ExampleResult], _ task: CodeTask, _ question: Question, _ answerID: AnswerID
) -> DimensionResult {
    let rubric = ProgramRubric()
    var sheet = Sheet(question.competency, questionID: question.questionID, answerID: answerID)
    var lost: [CodeVerdict: (hundredths: Int, count: Int)] = [:]
    var slow = (hundredths: 0, longest: 0)
    for (index, example) in examples.enumerated() {
        // In whole hundredths, so that all shares together are 100 points exactly.
        let share = 10_000 * (index + 1) / examples.count - 10_000 * index / examples.count
        guard example.verdict == .passed else {
            let before = lost[example.verdict] ?? (0, 0)
            lost[example.verdict] = (before.hundredths + share, before.count + 1)
            continue
        }
        let used = Double(example.milliseconds ?? 0) / Double(task.timeMilliseconds)
        let late = Int(Double(share) * rubric.timeShare * ramp(used, from: rubric.calmShare, to: 1))
        if late > 0 { slow = (slow.hundredths + late, max(slow.longest, example.milliseconds ?? 0)) }
    }
    for verdict in CodeVerdict.allCases {
        guard let (hundredths, count) = lost[verdict], let reason = verdict.reason else { continue }
        sheet.lose(Double(hundredths) / 100, reason, "\(count)/\(examples.count)")
    }
    sheet.lose(Double(slow.hundredths) / 100, "program-slow", "\(slow.longest) ms")
    return sheet.result
}

extension CodeVerdict {
    /// Why points are lost by it.
    fileprivate var reason: String? {
        switch self {
        case .passed: nil
        case .wrongAnswer: "program-wrong-answer"
        case .timeOver: "program-time-over"
        case .memoryOver: "program-memory-over"
        case .outputOver: "program-output-over"
        case .crashed: "program-crashed"
        case .notCompiled: "program-not-compiled"
        }
    }
}
