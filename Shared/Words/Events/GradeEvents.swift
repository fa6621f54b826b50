import Domain

extension Catalogue {
    package static let grades: [any Event.Type] = [
        AnswerGraded.self, OutsideMeasured.self, RescoringRequested.self,
    ]
}

/// A person graded an answer on the levels of its rubric, or corrected what they had given. Why lies in the vault.
package struct AnswerGraded: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var questionID: QuestionID
    package var answerID: AnswerID
    /// The question's competency, or communication.
    package var dimension: String
    /// 0 to 5, as the rubric's anchors say.
    package var level: Int
    /// Whether the person said why; the words lie in the vault.
    package var hasWords: Bool
    package var gradedBy: ActorID
    package var gradedAt: Instant

    /// The highest level of a rubric; the lowest is 0.
    package static let levelMax = 5

    package init(
        applicationID: ApplicationID, jobID: JobID, questionID: QuestionID, answerID: AnswerID, dimension: String,
        level: Int, hasWords: Bool, gradedBy: ActorID, gradedAt: Instant
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.questionID = questionID
        self.answerID = answerID
        self.dimension = dimension
        self.level = level
        self.hasWords = hasWords
        self.gradedBy = gradedBy
        self.gradedAt = gradedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "answer-graded", on: .acts, "A person graded an answer on the levels of its rubric, or corrected their grade.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("questionID", .identifier, "The question."),
            .required("answerID", .identifier, "The answer that was graded."),
            .required("dimension", .text(charactersMax: 60), "The question's competency, or communication."),
            .required("level", .integer(0, Int64(levelMax)), "As the rubric's anchors say."),
            .required("hasWords", .boolean, "Whether the person said why; the words lie in the vault."),
            .required("gradedBy", .identifier, "Who graded."),
            .required("gradedAt", .instant, "When; of one person's grades the latest counts."),
        ])
    package static let samples = [
        AnswerGraded(
            applicationID: "app-1", jobID: "job-1", questionID: "q1", answerID: "app-1.q1.1", dimension: "teamwork",
            level: 4, hasWords: true, gradedBy: "hr-1", gradedAt: .sample)
    ]
}

/// What was measured of a candidate elsewhere, as past results or customers' rating, for a dimension that the job takes from outside.
package struct OutsideMeasured: Event, Hashable {
    package var applicationID: ApplicationID
    package var dimension: String
    /// As the employer maps it to 0 to 100.
    package var score: Score
    /// `past-results`, `customer-rating`, …
    package var source: String
    /// On which day it was measured.
    package var measuredOn: CalendarDate?
    package var reportedBy: ActorID
    package var reportedAt: Instant

    package init(
        applicationID: ApplicationID, dimension: String, score: Score, source: String, measuredOn: CalendarDate?,
        reportedBy: ActorID, reportedAt: Instant
    ) {
        self.applicationID = applicationID
        self.dimension = dimension
        self.score = score
        self.source = source
        self.measuredOn = measuredOn
        self.reportedBy = reportedBy
        self.reportedAt = reportedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "outside-measured", on: .acts, "What was measured of a candidate elsewhere counts for a dimension of the job.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("dimension", .text(charactersMax: 60), "A dimension that the job takes from outside."),
            .required("score", .score, "0 to 100, as the employer maps it."),
            .required("source", .code, "Where it comes from, as a code."),
            .optional("measuredOn", .date, "On which day it was measured."),
            .required("reportedBy", .identifier, "Who reported it."),
            .required("reportedAt", .instant, "When; the latest counts."),
        ])
    package static let samples = [
        OutsideMeasured(
            applicationID: "app-1", dimension: "sales", score: 80, source: "past-results",
            measuredOn: CalendarDate(daysSinceEpoch: 20_700), reportedBy: "ats-1", reportedAt: .sample),
        OutsideMeasured(
            applicationID: "app-1", dimension: "feedback", score: 75, source: "customer-rating", measuredOn: nil,
            reportedBy: "ats-1", reportedAt: .sample),
    ]
}

/// Everybody of a job is to be scored anew from what was measured, as after a rubric has changed.
package struct RescoringRequested: Event, Hashable {
    package var jobID: JobID
    package var reason: String
    package var requestedBy: ActorID
    package var requestedAt: Instant

    package init(jobID: JobID, reason: String, requestedBy: ActorID, requestedAt: Instant) {
        self.jobID = jobID
        self.reason = reason
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
    }

    package var key: String { jobID.text }

    package static let schema = Schema(
        "rescoring-requested", on: .acts, "Everybody of a job is to be scored anew from what was measured.",
        [
            .required("jobID", .identifier, "The job; also the record's key."),
            .required("reason", .code, "Why, as a code."),
            .required("requestedBy", .identifier, "Who asked for it."),
            .required("requestedAt", .instant, "When."),
        ])
    package static let samples = [
        RescoringRequested(jobID: "job-1", reason: "rubric-changed", requestedBy: "hr-1", requestedAt: .sample)
    ]
}
