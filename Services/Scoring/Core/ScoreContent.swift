import Domain
import Events

/// What an answer says, scored for the competency that its question asks about.
struct ContentRubric: Sendable {
    /// Shared evenly among the question's topics.
    var topicPoints = 65.0
    var relevancePoints = 15.0
    var examplePoints = 20.0
    /// Centred cosine at which nearness to the question is full and none.
    var relevanceFull = 0.50
    var relevanceNone = 0.25
}

func scoreContent(
    _ observation: Observation, of question: Question, answerID: AnswerID, rubric: ContentRubric = ContentRubric()
) -> DimensionResult {
    var sheet = Sheet(question.competency, questionID: question.questionID, answerID: answerID)
    // Without topics their points weigh on the other two.
    let share = question.topics.isEmpty ? 100 / (rubric.relevancePoints + rubric.examplePoints) : 1
    for topic in question.topics {
        let mentions = observation.topics.first { $0.name == topic.name }?.mentions ?? []
        if mentions.isEmpty {
            sheet.lose(rubric.topicPoints / Double(question.topics.count), "topic-not-mentioned", topic.name)
        }
        sheet.show("topic", topic.name, mentions)
    }
    if let relevance = observation.relevance {
        let missing = ramp(relevance, from: rubric.relevanceFull, to: rubric.relevanceNone)
        let percent = Int((ramp(relevance, from: rubric.relevanceNone, to: rubric.relevanceFull) * 100).rounded())
        sheet.lose(rubric.relevancePoints * share * missing, "low-relevance", "\(percent) %")
    }
    if observation.examples.isEmpty && observation.numbers.isEmpty {
        sheet.lose(rubric.examplePoints * share, "no-example")
    }
    sheet.show("example", nil, observation.examples)
    sheet.show("number", nil, observation.numbers)
    return sheet.result
}
