import Domain
import Events

/// What people graded of one interview, each answer by its dimensions. Key: the application.
package struct GradeSheet: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var grades: [Grade] = []
    /// What the machine gave each answer, to be seen beside one's own grade; nil in sheets of before.
    package var machine: [MachineScore]?
    /// The candidate was erased then: what people thought of them went, and nothing more is taken.
    package var erasedAt: Instant?

    package struct Grade: Codable, Sendable, Hashable {
        package var questionID: QuestionID
        package var answerID: AnswerID
        package var dimension: String
        /// 0 to 5.
        package var level: Int
        /// The person said why; it lies in the vault.
        package var hasWords: Bool
        package var gradedBy: ActorID
        package var gradedAt: Instant
    }

    package struct MachineScore: Codable, Sendable, Hashable {
        package var answerID: AnswerID
        package var dimension: String
        /// Nil: there was not enough to score.
        package var score: Score?
    }

    /// Thirty questions in two dimensions by ten people.
    static let gradeCountMax = 600

    init(_ applicationID: ApplicationID) { self.applicationID = applicationID }

    /// What the words beside a grade are called in the vault: one place for each person, answer and dimension, since a correction
    /// takes the place of what was there. A dimension is a word of the employer's, so its name does not stand in it.
    package static func wordsField(_ answer: AnswerID, isCommunication: Bool, by actor: ActorID) -> String {
        "grade-words.\(answer).\(isCommunication ? "communication" : "competency").\(actor)"
    }
}

extension GradeSheet.Grade {
    package var wordsField: String {
        GradeSheet.wordsField(answerID, isCommunication: dimension == communication, by: gradedBy)
    }
}

/// The dimension that shows in every spoken answer.
package let communication = "communication"

extension InterviewSession {
    /// The question of an answer that was given, if it can be graded in this dimension.
    package func gradedQuestion(_ answer: AnswerID, in dimension: String) throws(Refusal) -> Question {
        guard let take = takes.first(where: { $0.answerID == answer }), let question = question(take.questionID) else {
            throw Refusal("no-answer", "This interview has no such answer.")
        }
        let isSpoken = writtenForm(of: question) == nil && plan.dimensions.contains { $0.dimension == communication }
        guard dimension == question.competency || isSpoken && dimension == communication else {
            throw Refusal(
                "no-such-dimension", "The answer is graded in its question's competency, or in communication.")
        }
        return question
    }
}
