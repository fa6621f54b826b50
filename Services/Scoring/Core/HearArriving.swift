import Domain
import Events
import Flow

/// The work of hearing an answer while it is still recorded, as far as it has come. Its words are kept for when the answer is
/// there: then they need not be heard again. If none comes, nothing is lost.
package struct HearArriving: Work, Hashable {
    package static let name = "hear-arriving"
    package var arriving: AnswerArriving
    package var language: Language

    package init(arriving: AnswerArriving, language: Language) {
        self.arriving = arriving
        self.language = language
    }
}

/// Somebody records an answer: have it heard as it comes, if they agreed to be assessed. Nothing waits for it: where the plan or
/// the consent is not known yet, the answer is heard when it is there.
func requestHearing(
    _ event: AnswerArriving, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard let scorecard, scorecard.isAssessable,
        let question = scorecard.invitation?.plan.questions.first(where: { $0.questionID == event.questionID })
    else { return .nothing(.noConsequence("The answer is heard when it is there, if it may be.")) }
    return Decision(nil, performing: [Perform(HearArriving(arriving: event, language: question.language))])
}

func noteHeard(
    _ work: HearArriving, _ isHeard: Bool, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    .nothing(.noConsequence("What was heard counts when the answer is there."))
}

/// The answer is heard from its beginning when it is there.
func noteNotHeard(
    _ work: HearArriving, _ failure: ActivityFailure, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    .nothing(.noConsequence("The answer is heard when it is there."))
}
