import Domain

extension Catalogue {
    package static let scoring: [any Event.Type] = [
        RecordingPrepared.self, AnswerScored.self, InterviewScored.self, FaceFeaturesForgotten.self,
    ]
}

/// A recording was looked at as soon as it had arrived: whether it can be heard, and in which form it can be played.
package struct RecordingPrepared: Event, Hashable {
    package var applicationID: ApplicationID
    package var questionID: QuestionID
    package var answerID: AnswerID
    package var take: Int
    /// What was measured that keeps the answer from being heard or seen: a code in kebab-case.
    package var fault: String?
    package var durationMilliseconds: Int?
    /// Nil when nothing in it can be played.
    package var rendition: Rendition?
    package var preparedAt: Instant

    package struct Rendition: Codable, Sendable, Hashable {
        package var blobID: BlobID
        package var mediaType: String
        package var byteCount: Int64

        package init(blobID: BlobID, mediaType: String, byteCount: Int64) {
            self.blobID = blobID
            self.mediaType = mediaType
            self.byteCount = byteCount
        }
    }

    package init(
        applicationID: ApplicationID, questionID: QuestionID, answerID: AnswerID, take: Int, fault: String?,
        durationMilliseconds: Int?, rendition: Rendition?, preparedAt: Instant
    ) {
        self.applicationID = applicationID
        self.questionID = questionID
        self.answerID = answerID
        self.take = take
        self.fault = fault
        self.durationMilliseconds = durationMilliseconds
        self.rendition = rendition
        self.preparedAt = preparedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "recording-prepared", on: .scorecards, "A recording was checked and made ready to be played.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("questionID", .identifier, "The question."),
            .required("answerID", .identifier, "The recording."),
            .required("take", .integer(1, 10), "Its take."),
            .optional("fault", .text(charactersMax: 60), "What keeps it from being heard or seen, as a code."),
            .optional("durationMilliseconds", .integer(0, 10_000_000), "How long its sound is."),
            .optional(
                "rendition",
                .object([
                    .required("blobID", .identifier, "The sealed rendition in the vault."),
                    .required("mediaType", .text(charactersMax: 100), "WebM or MP4."),
                    .required("byteCount", .integer(0, 2 * Limits.answerBytesMax), "Its size."),
                ]), "The form in which it can be played."),
            .required("preparedAt", .instant, "When."),
        ])
    package static let samples = [
        RecordingPrepared(
            applicationID: "app-1", questionID: "q1", answerID: "app-1.q1.1", take: 1, fault: "black-picture",
            durationMilliseconds: 61_000,
            rendition: Rendition(blobID: "answer.u1.played", mediaType: "video/webm", byteCount: 1_048_576),
            preparedAt: .sample),
        RecordingPrepared(
            applicationID: "app-1", questionID: "q2", answerID: "app-1.q2.1", take: 1, fault: nil,
            durationMilliseconds: nil, rendition: nil, preparedAt: .sample),
    ]
}

/// One answer was measured and scored, or found insufficient with the reason.
package struct AnswerScored: Event, Hashable {
    package var applicationID: ApplicationID
    package var answer: AnswerResult

    package init(applicationID: ApplicationID, answer: AnswerResult) {
        self.applicationID = applicationID
        self.answer = answer
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "answer-scored", on: .scorecards, "One answer was measured and scored, or found insufficient.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("answer", AnswerResult.shape, "What was measured and scored."),
        ])
    package static let samples = [
        AnswerScored(applicationID: "app-1", answer: .sample),
        AnswerScored(applicationID: "app-1", answer: .insufficientSample),
        AnswerScored(applicationID: "app-1", answer: .codeSample),
    ]
}

/// Every submitted answer is scored: the whole scorecard.
package struct InterviewScored: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var plan: InterviewPlan
    package var dimensions: [DimensionResult]
    package var answers: [AnswerResult]
    package var submittedAt: Instant
    /// 1 for the first; each time the interview is scored anew makes the next. Nil in what was scored before they were counted.
    package var version: Int?
    /// What moved since the version before, and why.
    package var changes: [ScoreChange]?

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, plan: InterviewPlan,
        dimensions: [DimensionResult], answers: [AnswerResult], submittedAt: Instant, version: Int? = nil,
        changes: [ScoreChange]? = nil
    ) {
        self.version = version
        self.changes = changes
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.plan = plan
        self.dimensions = dimensions
        self.answers = answers
        self.submittedAt = submittedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "interview-scored", on: .scorecards, "Every submitted answer is scored: the whole scorecard.",
        Field.subject + [
            .required("plan", InterviewPlan.shape, "What was asked and how it is weighed."),
            .required("dimensions", .list(DimensionResult.shape, countMax: 12), "The scores over all answers."),
            .required("answers", .list(AnswerResult.shape, countMax: Limits.questionCountMax), "Each answer."),
            .required("submittedAt", .instant, "When the interview was handed in."),
            .optional("version", .integer(1, 10_000), "1 for the first scorecard of an interview."),
            .optional("changes", .list(ScoreChange.shape, countMax: 24), "What moved since the one before, and why."),
        ])
    package static let samples = [
        InterviewScored(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, plan: .sample,
            dimensions: [.sample, .insufficientSample], answers: [.sample, .insufficientSample], submittedAt: .sample),
        InterviewScored(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, plan: .sample,
            dimensions: [.calibratedSample, .outsideSample], answers: [.sample], submittedAt: .sample, version: 2,
            changes: [.sample]),
    ]
}

/// What was seen of a candidate's face was deleted, since consent to it was taken back. Who has shown it shows it no longer.
package struct FaceFeaturesForgotten: Event, Hashable {
    package var applicationID: ApplicationID
    package var forgottenAt: Instant

    package init(applicationID: ApplicationID, forgottenAt: Instant) {
        self.applicationID = applicationID
        self.forgottenAt = forgottenAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "face-features-forgotten", on: .scorecards, "What was seen of a face was deleted: consent was taken back.",
        [.required("applicationID", .identifier, "The application."), .required("forgottenAt", .instant, "When.")])
    package static let samples = [FaceFeaturesForgotten(applicationID: "app-1", forgottenAt: .sample)]
}
