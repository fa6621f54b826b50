import Domain
import Events
import Flow

/// The work of running a program on the open examples, for the candidate alone: nothing of it is scored.
package struct RunProgram: Work, Hashable {
    package static let name = "run-program"
    package var requested: CodeRunRequested
    package var question: Question
}

/// The candidate wants to see the program run. The interview's plan says on what.
package func requestRun(
    _ event: CodeRunRequested, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard let scorecard, let question = try scorecard.question(event.questionID) else {
        return .notYet("waits for the interview's plan")
    }
    return Decision(nil, performing: [Perform(RunProgram(requested: event, question: question))])
}

package func noteRun(
    _ work: RunProgram, _ examples: [ExampleResult], _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    Decision(nil, emitting: [judged(work, examples, reason: nil, cause)])
}

/// The candidate is told that it was not the program's fault.
package func noteNotRun(
    _ work: RunProgram, _ failure: ActivityFailure, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    if failure == .candidateErased { return .nothing(.saidBy(CandidateErased.self)) }
    return Decision(nil, emitting: [judged(work, [], reason: failure.code, cause)])
}

private func judged(
    _ work: RunProgram, _ examples: [ExampleResult], reason: String?, _ cause: Cause
) -> CodeJudged {
    CodeJudged(
        applicationID: work.requested.applicationID, questionID: work.requested.questionID,
        runID: work.requested.runID, reason: reason, examples: examples, judgedAt: cause.now)
}
