import Domain
import Events
import Flow

/// The job's terms changed: the scorecard is made anew from what was measured. Nothing is heard again, and a report follows only
/// where something moved.
package func rescoreInterview(
    _ event: RescoringDue, _ scorecard: Scorecard?, _ terms: ScoringTerms, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    guard let before = scorecard, before.isAssessable else {
        return .nothing(.noConsequence("The candidate does not agree to be assessed, or was erased."))
    }
    var scorecard = before
    scorecard.apply(terms)
    guard scorecard.terms != before.terms else { return .nothing(.noConsequence("It was scored by these terms.")) }
    return republished(scorecard, after: before, cause)
}

/// Something was measured elsewhere that the job weighs; the latest report of a dimension counts, in whatever order they come.
package func noteMeasure(
    _ event: OutsideMeasured, _ scorecard: Scorecard?, _ cause: Cause
) throws(Refusal) -> Decision<Scorecard> {
    let before = scorecard ?? Scorecard()
    var scorecard = before
    var measures = scorecard.measures ?? []
    if let index = measures.firstIndex(where: { $0.dimension == event.dimension }) {
        guard measures[index].reportedAt < event.reportedAt else {
            return .nothing(.noConsequence("A later report is known."))
        }
        measures[index] = event
    } else {
        guard measures.count < outsideMeasureCountMax else {
            return .nothing(.noConsequence("No interview has so many dimensions."))
        }
        measures.append(event)
    }
    scorecard.measures = measures
    guard before.isAssessable else { return Decision(scorecard) }
    return republished(scorecard, after: before, cause)
}

private let outsideMeasureCountMax = 12

/// Scores everything that counts anew and publishes what it comes to, if that is other than what was published before.
func republished(_ scorecard: Scorecard, after before: Scorecard, _ cause: Cause) -> Decision<Scorecard> {
    var scorecard = scorecard
    let further = scorecard.readByRubrics()
    scorecard.scoreAnswersAnew()
    // Under another rubric grades stand beside other measures.
    let isOtherRubric =
        scorecard.terms?.formula != before.terms?.formula
        || scorecard.answers.map(\.observation) != before.answers.map(\.observation)
    let counted = isOtherRubric ? (scorecard.grades ?? []).map { scorecard.counted($0, cause) } : []
    guard let last = before.published, let plan = scorecard.plan, let submission = scorecard.submission,
        let results = scorecard.submittedResults(submission)
    else { return Decision(scorecard, emitting: counted, performing: further) }
    var version = ScorecardVersion(
        number: last.number + 1, weights: plan.dimensions,
        dimensions: scoreInterview(plan, results, scorecard.measures ?? []), changes: [], scoredAt: cause.now)
    version.changes = changes(from: (last, before.terms), to: (version, scorecard.terms))
    guard !version.changes.isEmpty else { return Decision(scorecard, emitting: counted, performing: further) }
    scorecard.versions = before.versions ?? [last]
    scorecard.keep(version)
    let said = scored(scorecard, version, plan, results, submission).map { [$0] } ?? []
    return Decision(scorecard, emitting: said + counted, performing: further)
}

extension Scorecard {
    /// Every answer by the rubric of today and by what its question learned, from what was measured of it.
    package mutating func scoreAnswersAnew() {
        for index in answers.indices {
            guard let question = plan?.questions.first(where: { $0.questionID == answers[index].result.questionID })
            else { continue }
            answers[index].result = scoredAnew(answers[index], of: question)
            answers[index].result = calibrated(answers[index])
        }
    }
}

/// The answer by the rubric of today, from what was measured of it. What has no observation, as a program, or one from before
/// clauses were read, keeps what it has.
package func scoredAnew(_ answer: Scorecard.ScoredAnswer, of question: Question) -> AnswerResult {
    guard let observation = answer.observation, observation.content != nil else { return answer.result }
    let answerID = answer.result.answerID
    return answer.result.written?.form == .text
        ? scoreText(observation, of: question, answerID: answerID)
        : scoreAnswer(observation, of: question, answerID: answerID)
}

/// The fact that says a version.
func scored(
    _ scorecard: Scorecard, _ version: ScorecardVersion, _ plan: InterviewPlan, _ results: [AnswerResult],
    _ submission: InterviewSubmitted
) -> InterviewScored? {
    scorecard.invitation.map { invitation in
        InterviewScored(
            applicationID: invitation.applicationID, jobID: invitation.jobID, candidateID: invitation.candidateID,
            language: invitation.language, plan: plan, dimensions: version.dimensions, answers: results,
            submittedAt: submission.submittedAt, version: version.number,
            changes: version.changes.isEmpty ? nil : version.changes)
    }
}
