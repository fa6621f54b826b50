import Domain
import Events

/// What scoring knows of one application's interview.
package struct Scorecard: Codable, Sendable, Hashable {
    /// Nil until the invitation has arrived: consent and plan come on different topics.
    package var invitation: InterviewInvited?
    /// What the candidate agreed to. Without `aiAssessment` nothing is heard or scored.
    package var consents: [ConsentPurpose] = []
    /// Whether the text that they agreed to speaks of a judge; nil: no.
    package var agreesToJudge: Bool?
    /// The answers that were measured, or found unusable; a later take of a question does not replace an earlier one.
    package var answers: [ScoredAnswer] = []
    package var submission: InterviewSubmitted?
    /// When the whole scorecard was published.
    package var scoredAt: Instant?
    /// What people graded: of each person, answer and dimension the latest.
    package var grades: [AnswerGraded]?
    /// What was measured elsewhere, of each dimension the latest report.
    package var measures: [OutsideMeasured]?
    /// The job's terms that its answers were scored by.
    package var terms: AppliedTerms?
    /// As it was published, each time.
    package var versions: [ScorecardVersion]?

    package struct ScoredAnswer: Codable, Sendable, Hashable {
        /// Nil when the recording was unusable.
        package var observation: Observation?
        package var result: AnswerResult

        package init(observation: Observation?, result: AnswerResult) {
            self.observation = observation
            self.result = result
        }
    }

    package init() {}

    package var isAssessable: Bool { consents.contains(.aiAssessment) }

    /// The results of the answers that were handed in, in that order; nil while one of them is still being heard.
    package func submittedResults(_ submission: InterviewSubmitted) -> [AnswerResult]? {
        var results: [AnswerResult] = []
        for submitted in submission.answers {
            guard let answer = answers.first(where: { $0.result.answerID == submitted.answerID }) else { return nil }
            results.append(answer.result)
        }
        return results
    }
}
