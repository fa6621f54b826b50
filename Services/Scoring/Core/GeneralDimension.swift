import Domain
import Events

/// A dimension that shows in every answer, whatever was asked. The others are the competencies of the questions: words of
/// the employer, scored by what the answer says.
struct GeneralDimension: Sendable {
    /// As jobs weigh it.
    let name: String
    let score: @Sendable (Observation, Question, AnswerID) -> DimensionResult

    /// One line for each.
    static let all: [GeneralDimension] = [
        GeneralDimension(name: communication, score: scoreCommunication)
    ]
}
