import Domain

extension Catalogue {
    package static let interviews: [any Event.Type] = [
        ConsentGiven.self, ConsentWithdrawn.self, InterviewStarted.self, AnswerArriving.self, AnswerRecorded.self,
        InterviewSubmitted.self, SurveyAnswered.self, HumanWayRequested.self,
    ]
}

/// What a candidate may agree to, each on its own.
package enum ConsentPurpose: String, Codable, Sendable, CaseIterable, Hashable {
    /// Recording the answers for this application.
    case recording
    /// Scoring the answers by machine, with a person deciding.
    case aiAssessment = "ai-assessment"
    /// Keeping the résumé for other jobs.
    case talentPool = "talent-pool"
    /// Looking whether a face is in the picture and how the head is held; no score is made of it.
    case faceFeatures = "face-features"
}

/// The candidate agreed before anything was recorded.
package struct ConsentGiven: Event, Hashable {
    package var applicationID: ApplicationID
    package var purposes: [ConsentPurpose]
    /// The version of the text that was shown.
    package var textVersion: String
    package var givenAt: Instant

    package init(applicationID: ApplicationID, purposes: [ConsentPurpose], textVersion: String, givenAt: Instant) {
        self.applicationID = applicationID
        self.purposes = purposes
        self.textVersion = textVersion
        self.givenAt = givenAt
    }

    /// Stands in the version of a text that says that a judge is asked.
    package static let judgeMark = ".judge-"

    /// Whether the candidate agrees to be assessed by a text that speaks of a judge.
    package var tellsOfJudge: Bool {
        purposes.contains(.aiAssessment) && textVersion.contains(Self.judgeMark)
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "consent-given", on: .interviews, "The candidate agreed before anything was recorded.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("purposes", .list(.word(ConsentPurpose.self), countMax: 10), "To what."),
            .required("textVersion", .text(charactersMax: 60), "The version of the text that was shown."),
            .required("givenAt", .instant, "When."),
        ])
    package static let samples = [
        ConsentGiven(
            applicationID: "app-1", purposes: [.recording, .aiAssessment], textVersion: "2026-11", givenAt: .sample)
    ]
}

/// The candidate took consent back; what was done before stays lawful, nothing more is done.
package struct ConsentWithdrawn: Event, Hashable {
    package var applicationID: ApplicationID
    package var purposes: [ConsentPurpose]
    package var withdrawnAt: Instant

    package init(applicationID: ApplicationID, purposes: [ConsentPurpose], withdrawnAt: Instant) {
        self.applicationID = applicationID
        self.purposes = purposes
        self.withdrawnAt = withdrawnAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "consent-withdrawn", on: .interviews, "The candidate took consent back.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("purposes", .list(.word(ConsentPurpose.self), countMax: 10), "For what."),
            .required("withdrawnAt", .instant, "When."),
        ])
    package static let samples = [
        ConsentWithdrawn(applicationID: "app-1", purposes: [.aiAssessment], withdrawnAt: .sample)
    ]
}

/// The candidate opened the first question.
package struct InterviewStarted: Event, Hashable {
    package var applicationID: ApplicationID
    package var startedAt: Instant

    package init(applicationID: ApplicationID, startedAt: Instant) {
        self.applicationID = applicationID
        self.startedAt = startedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "interview-started", on: .interviews, "The candidate opened the first question.",
        [.required("applicationID", .identifier, "The application."), .required("startedAt", .instant, "When.")])
    package static let samples = [InterviewStarted(applicationID: "app-1", startedAt: .sample)]
}

/// A candidate is recording a part of an answer, and its bytes are on their way. It may come to nothing: another take, a lost
/// line. Whoever can hear while somebody speaks begins with this.
package struct AnswerArriving: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var questionID: QuestionID
    /// The answer that comes of it, if it does.
    package var answerID: AnswerID
    /// 1 for the first take.
    package var take: Int
    /// The parts so far, in order; the last is the one that is being recorded. The bytes of each grow in the vault.
    package var blobIDs: [BlobID]
    package var begunAt: Instant

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, questionID: QuestionID, answerID: AnswerID, take: Int,
        blobIDs: [BlobID], begunAt: Instant
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.questionID = questionID
        self.answerID = answerID
        self.take = take
        self.blobIDs = blobIDs
        self.begunAt = begunAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "answer-arriving", on: .interviews, "A candidate records a part of an answer; its bytes are on their way.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("questionID", .identifier, "The question."),
            .required("answerID", .identifier, "The answer that comes of it, if it does."),
            .required("take", .integer(1, 10), "1 for the first take."),
            .required(
                "blobIDs", .list(.identifier, countMax: 20),
                "The parts so far, in order; the last is the one that is being recorded."),
            .required("begunAt", .instant, "When the upload was begun."),
        ])

    package static let samples = [
        AnswerArriving(
            applicationID: "app-1", candidateID: "cand-1", questionID: "q1", answerID: "app-1.q1.1", take: 1,
            blobIDs: ["answer.2f9c1a"], begunAt: .sample)
    ]
}

/// One answer is completely uploaded and sealed in the vault.
package struct AnswerRecorded: Event, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var questionID: QuestionID
    package var answerID: AnswerID
    /// 1 for the first take.
    package var take: Int
    package var blobID: BlobID
    package var mediaType: String
    package var byteCount: Int64
    /// Of the recording, lower-case hexadecimal.
    package var sha256: String
    package var recordedAt: Instant
    /// The parts in order, where the recording broke off and went on; nil: `blobID` is the whole.
    package var parts: [RecordedPart]?
    /// Numbers of parts that were begun and never arrived.
    package var missingParts: [Int]?
    /// How long the candidate had, by the server's clock; nil where nobody counted.
    package var answerSecondsMax: Int?

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, questionID: QuestionID, answerID: AnswerID, take: Int,
        blobID: BlobID, mediaType: String, byteCount: Int64, sha256: String, recordedAt: Instant,
        parts: [RecordedPart]? = nil, missingParts: [Int]? = nil, answerSecondsMax: Int? = nil
    ) {
        self.answerSecondsMax = answerSecondsMax
        self.parts = parts
        self.missingParts = missingParts
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.questionID = questionID
        self.answerID = answerID
        self.take = take
        self.blobID = blobID
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.sha256 = sha256
        self.recordedAt = recordedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "answer-recorded", on: .interviews, "One answer is completely uploaded and sealed in the vault.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("candidateID", .identifier, "The candidate."),
            .required("questionID", .identifier, "The question."),
            .required("answerID", .identifier, "The recording."),
            .required("take", .integer(1, 10), "1 for the first take."),
            .required(
                "blobID", .identifier, "The sealed recording in the vault; the first part, if there are several."),
            .required("mediaType", .text(charactersMax: 100), "As the browser declared it."),
            .required("byteCount", .integer(0, Limits.answerBytesMax), "Size of the recording, of all parts together."),
            .required("sha256", .sha256, "Of the recording; of the first part, if there are several."),
            .required("recordedAt", .instant, "When the upload was complete."),
            .optional(
                "parts", .list(RecordedPart.shape, countMax: 20),
                "The parts in order, where the recording broke off and went on."),
            .optional(
                "missingParts", .list(.integer(1, 20), countMax: 20), "Parts that were begun and never arrived."),
            .optional(
                "answerSecondsMax", .integer(10, 3 * Int64(Limits.answerSecondsMax)),
                "Seconds the candidate had; what goes beyond them by more than two is not heard."),
        ])
    package static let samples = [
        AnswerRecorded(
            applicationID: "app-1", candidateID: "cand-1", questionID: "q1", answerID: "app-1.q1.1", take: 1,
            blobID: "answer.app-1.q1.1", mediaType: "video/webm", byteCount: 1_048_576,
            sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", recordedAt: .sample),
        AnswerRecorded(
            applicationID: "app-1", candidateID: "cand-1", questionID: "q1", answerID: "app-1.q1.2", take: 2,
            blobID: "answer.app-1.q1.2", mediaType: "video/webm", byteCount: 524_288,
            sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", recordedAt: .sample,
            parts: [.sample], missingParts: [2], answerSecondsMax: 120),
    ]
}

/// The candidate handed the interview in; these are the answers that count.
package struct InterviewSubmitted: Event, Hashable {
    package var applicationID: ApplicationID
    package var answers: [SubmittedAnswer]
    /// Questions of which no take came and none was left.
    package var unanswered: [QuestionID]?
    package var submittedAt: Instant

    package struct SubmittedAnswer: Codable, Sendable, Hashable {
        package var questionID: QuestionID
        package var answerID: AnswerID

        package init(questionID: QuestionID, answerID: AnswerID) {
            self.questionID = questionID
            self.answerID = answerID
        }
    }

    package init(
        applicationID: ApplicationID, answers: [SubmittedAnswer], unanswered: [QuestionID]? = nil, submittedAt: Instant
    ) {
        self.applicationID = applicationID
        self.answers = answers
        self.unanswered = unanswered
        self.submittedAt = submittedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "interview-submitted", on: .interviews, "The candidate handed the interview in.",
        [
            .required("applicationID", .identifier, "The application."),
            .required(
                "answers",
                .list(
                    .object([
                        .required("questionID", .identifier, "The question."),
                        .required("answerID", .identifier, "The recording that counts."),
                    ]), countMax: Limits.questionCountMax), "The answers that count."),
            .optional(
                "unanswered", .list(.identifier, countMax: Limits.questionCountMax),
                "Questions of which nothing came and no take was left."),
            .required("submittedAt", .instant, "When."),
        ])
    package static let samples = [
        InterviewSubmitted(
            applicationID: "app-1", answers: [SubmittedAnswer(questionID: "q1", answerID: "app-1.q1.1")],
            submittedAt: .sample),
        InterviewSubmitted(
            applicationID: "app-1", answers: [SubmittedAnswer(questionID: "q1", answerID: "app-1.q1.1")],
            unanswered: ["q2"], submittedAt: .sample),
    ]
}

/// The candidate said how the process was.
package struct SurveyAnswered: Event, Hashable {
    package var applicationID: ApplicationID
    /// 1 to 5, tenths allowed.
    package var satisfaction: Double
    package var answeredAt: Instant

    package init(applicationID: ApplicationID, satisfaction: Double, answeredAt: Instant) {
        self.applicationID = applicationID
        self.satisfaction = satisfaction
        self.answeredAt = answeredAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "survey-answered", on: .interviews, "The candidate said how the process was.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("satisfaction", .number(1, 5), "1 to 5."),
            .required("answeredAt", .instant, "When."),
        ])
    package static let samples = [SurveyAnswered(applicationID: "app-1", satisfaction: 4.5, answeredAt: .sample)]
}

/// The candidate does not want to be recorded and asks for a way with a person; it says nothing against them.
package struct HumanWayRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var requestedAt: Instant

    package init(applicationID: ApplicationID, requestedAt: Instant) {
        self.applicationID = applicationID
        self.requestedAt = requestedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "human-way-requested", on: .interviews, "The candidate asks for a way with a person in place of a recording.",
        [.required("applicationID", .identifier, "The application."), .required("requestedAt", .instant, "When.")])
    package static let samples = [HumanWayRequested(applicationID: "app-1", requestedAt: .sample)]
}
