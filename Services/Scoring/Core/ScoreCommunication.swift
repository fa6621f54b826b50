import Domain
import Events

package let communication = "communication"

/// How an answer is put, scored as communication from its words alone: in order, to the point, with something one can picture. No
/// accent, pace, pause or pitch counts: they are measured and shown, and say more of who speaks than of what is said.
struct CommunicationRubric: Sendable {
    var orderPoints = 40.0
    var pointPoints = 30.0
    var concretePoints = 30.0
    /// Kinds of words that order a story.
    var orderKinds = 2.0
    /// Clauses that tell something: from these on an answer tells enough.
    var clausesEnough = 4.0
}

@Sendable func scoreCommunication(
    _ observation: Observation, of question: Question, answerID: AnswerID
) -> DimensionResult {
    let rubric = CommunicationRubric()
    guard let content = observation.content else { return insufficientDimension(communication) }
    var sheet = Sheet(communication, questionID: question.questionID, answerID: answerID)
    let told = content.clauses.filter { $0.standing == .told || $0.standing == .supposed }
    let toldTokens = told.reduce(0) { $0 + $1.tokenCount }
    let allTokens = content.clauses.reduce(0) { $0 + $1.tokenCount }
    let toldShare = allTokens > 0 ? Double(toldTokens) / Double(allTokens) : 0
    let relevance = content.relevance.map {
        ramp($0, from: ContentRubric().relevanceNone, to: ContentRubric().relevanceFull)
    }
    // Whatever does not answer the question is not put well to the one who asked it.
    let weight = (relevance ?? 1) * min(1, Double(told.count) / rubric.clausesEnough) * toldShare
    let order = min(1, Double(observation.connectiveKindCount) / rubric.orderKinds)
    sheet.lose(rubric.orderPoints * (1 - weight * order), "no-structure")
    sheet.lose(
        rubric.pointPoints * (1 - weight * (1 - ramp(observation.repetitionShare, from: 0.15, to: 0.5))),
        "not-to-the-point")
    let concrete = content.clauses.filter(\.isConcrete)
    sheet.lose(rubric.concretePoints * (1 - weight * min(1, Double(concrete.count) / 2)), "few-details")
    sheet.show("structure", nil, observation.connectives)
    sheet.show("example", nil, concrete.map(\.mark))
    return sheet.result
}

/// The same for what measures scores outside of interviews.
package func scoreCommunication(_ observation: Observation, _ question: Question) -> DimensionResult {
    scoreCommunication(observation, of: question, answerID: "answer")
}
