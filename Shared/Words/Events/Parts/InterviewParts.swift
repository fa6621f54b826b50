import Domain

/// The interview as the employer set it up.
package struct InterviewTemplate: Codable, Sendable, Hashable {
    package var questions: [Question]
    /// Weights in percent; they sum to 100.
    package var dimensions: [DimensionWeight]
    /// Hours from the invitation to its expiry.
    package var windowHours: Int
    /// How often an answer may be recorded again.
    package var retakesMax: Int
    /// Whether a code that goes to the candidate's mail is asked for before the first question; nil: no.
    package var identityByCode: Bool?
    /// How many takes of a question that turn out to hold nothing that can be heard cost none; nil: 3.
    package var failedTakesMax: Int?
    /// The employer's own rubrics; a dimension without one is judged by the built-in rubric.
    package var rubrics: [DimensionRubric]?
    /// Answers that the employer wrote for the levels of a question.
    package var anchors: [QuestionAnchors]?
    /// Whether candidates are asked for consent to look at their faces in what they record; nil: no.
    package var faceChannel: Bool?

    package init(
        questions: [Question], dimensions: [DimensionWeight], windowHours: Int = 168, retakesMax: Int = 1,
        identityByCode: Bool? = nil, failedTakesMax: Int? = nil, rubrics: [DimensionRubric]? = nil,
        anchors: [QuestionAnchors]? = nil, faceChannel: Bool? = nil
    ) {
        self.faceChannel = faceChannel
        self.rubrics = rubrics
        self.anchors = anchors
        self.identityByCode = identityByCode
        self.questions = questions
        self.dimensions = dimensions
        self.windowHours = windowHours
        self.retakesMax = retakesMax
        self.failedTakesMax = failedTakesMax
    }

    package static let shape = Shape.object([
        .required("questions", .list(Question.shape, countMax: Limits.questionCountMax), "What is asked, in order."),
        .required("dimensions", .list(DimensionWeight.shape, countMax: 12), "What is scored; weights sum to 100."),
        .required("windowHours", .integer(1, 24 * 90), "Hours from invitation to expiry."),
        .required("retakesMax", .integer(0, 5), "How often an answer may be recorded again."),
        .optional("identityByCode", .boolean, "Whether a code by mail is asked for before the first question."),
        .optional("failedTakesMax", .integer(0, 3), "Takes without anything to hear that cost none; 3 unless given."),
        .optional(
            "rubrics", .list(DimensionRubric.shape, countMax: DimensionRubric.countMax),
            "The employer's own rubrics, one a dimension; a dimension without one is judged by the built-in rubric."),
        .optional(
            "anchors", .list(QuestionAnchors.shape, countMax: Limits.questionCountMax),
            "Answers that the employer wrote for the levels of a question, by which people grade."),
        .optional(
            "faceChannel", .boolean, "Whether candidates are asked for consent to look at their faces; absent: no."),
    ])
}

package struct Question: Codable, Sendable, Hashable {
    package var questionID: QuestionID
    package var text: String
    package var language: Language
    /// The dimension that the answer counts for besides communication.
    package var competency: String
    /// What a good answer speaks about, each with its words.
    package var topics: [AnswerTopic]
    /// An example of a good answer; relevance is measured against it and the question.
    package var referenceAnswer: String?
    /// Of a recorded answer.
    package var answerSecondsMax: Int
    /// How it is answered; nil: before the camera.
    package var kind: QuestionForm?
    /// Of a text answer: words of English, characters of Chinese.
    package var lengthMax: Int?
    /// Of a coding question.
    package var code: CodeTask?
    /// How long the candidate may think before the answer time runs; nil: for as long as they like.
    package var thinkSeconds: Int?
    /// How often this answer may be recorded again; nil: as often as the interview says.
    package var retakesMax: Int?
    /// How often the answer may be paused; nil: never.
    package var pausesMax: Int?

    package init(
        questionID: QuestionID, text: String, language: Language, competency: String, topics: [AnswerTopic],
        referenceAnswer: String? = nil, answerSecondsMax: Int = 120, thinkSeconds: Int? = nil, retakesMax: Int? = nil,
        pausesMax: Int? = nil
    ) {
        self.thinkSeconds = thinkSeconds
        self.retakesMax = retakesMax
        self.pausesMax = pausesMax
        self.questionID = questionID
        self.text = text
        self.language = language
        self.competency = competency
        self.topics = topics
        self.referenceAnswer = referenceAnswer
        self.answerSecondsMax = answerSecondsMax
    }

    package static let shape = Shape.object([
        .required("questionID", .identifier, "The question's identifier, unique within the job."),
        .required("text", .text(charactersMax: 1000), "What the candidate is asked."),
        .required("language", .language, "The language in which it is asked and answered."),
        .required("competency", .text(charactersMax: 60), "The dimension that the answer counts for."),
        .required("topics", .list(AnswerTopic.shape, countMax: 20), "What a good answer speaks about."),
        .optional("referenceAnswer", .text(charactersMax: 4000), "An example of a good answer."),
        .required("answerSecondsMax", .integer(10, Int64(Limits.answerSecondsMax)), "The longest answer, in seconds."),
        .optional("kind", .word(QuestionForm.self), "How it is answered; absent: before the camera."),
        .optional(
            "lengthMax", .integer(10, 2_000), "The longest text answer, in words (en) or characters (zh)."),
        .optional("code", CodeTask.shape, "What a program is to do, and how it is judged."),
        .optional(
            "thinkSeconds", .integer(0, Int64(Limits.answerSecondsMax)),
            "Seconds to think before the answer time runs; absent: nobody counts."),
        .optional("retakesMax", .integer(0, 5), "How often this answer may be recorded again."),
        .optional("pausesMax", .integer(0, 5), "How often the answer may be paused; absent: never."),
    ])
}

/// One thing that a good answer speaks about, and the words by which it is recognised.
package struct AnswerTopic: Codable, Sendable, Hashable {
    package var name: String
    package var anyOf: [String]

    package init(_ name: String, anyOf: [String]) {
        self.name = name
        self.anyOf = anyOf
    }

    package static let shape = Shape.object([
        .required("name", .text(charactersMax: 100), "The topic."),
        .required("anyOf", .list(.text(charactersMax: 100), countMax: 30), "Words or phrases that show it."),
    ])
}

package struct DimensionWeight: Codable, Sendable, Hashable {
    package var dimension: String
    /// Percent of the composite.
    package var weight: Int
    /// Below it the report says so, and rules may use it.
    package var minimum: Score?
    /// Measured elsewhere and reported by the ATS, as past results are; without a report the others count alone. Nil: no.
    package var isOutside: Bool?

    package init(_ dimension: String, weight: Int, minimum: Score? = nil, isOutside: Bool? = nil) {
        self.isOutside = isOutside
        self.dimension = dimension
        self.weight = weight
        self.minimum = minimum
    }

    package static let shape = Shape.object([
        .required("dimension", .text(charactersMax: 60), "`communication` or a question's competency."),
        .required("weight", .integer(0, 100), "Percent of the composite."),
        .optional("minimum", .score, "The lowest acceptable score of this dimension."),
        .optional("isOutside", .boolean, "Measured elsewhere and reported; without a report the others count alone."),
    ])
}

/// What one candidate is asked: the job's template at the time of the invitation.
package struct InterviewPlan: Codable, Sendable, Hashable {
    package var jobTitle: String
    package var questions: [Question]
    package var dimensions: [DimensionWeight]
    package var retakesMax: Int
    package var policy: PolicyProfile
    /// As in ``InterviewTemplate``.
    package var identityByCode: Bool?
    package var failedTakesMax: Int?
    package var faceChannel: Bool?

    /// Whether faces may be looked at where the candidate agrees to that.
    package var looksAtFaces: Bool { faceChannel == true && policy.allowsFaces }

    package init(
        jobTitle: String, questions: [Question], dimensions: [DimensionWeight], retakesMax: Int, policy: PolicyProfile,
        identityByCode: Bool? = nil, failedTakesMax: Int? = nil, faceChannel: Bool? = nil
    ) {
        self.faceChannel = faceChannel
        self.identityByCode = identityByCode
        self.failedTakesMax = failedTakesMax
        self.jobTitle = jobTitle
        self.questions = questions
        self.dimensions = dimensions
        self.retakesMax = retakesMax
        self.policy = policy
    }

    package static let shape = Shape.object([
        .required("jobTitle", .text(charactersMax: 200), "The job's title."),
        .required("questions", .list(Question.shape, countMax: Limits.questionCountMax), "What is asked, in order."),
        .required("dimensions", .list(DimensionWeight.shape, countMax: 12), "What is scored."),
        .required("retakesMax", .integer(0, 5), "How often an answer may be recorded again."),
        .required("policy", .word(PolicyProfile.self), "The policy profile."),
        .optional("identityByCode", .boolean, "Whether a code by mail is asked for before the first question."),
        .optional("failedTakesMax", .integer(0, 3), "Takes without anything to hear that cost none; 3 unless given."),
        .optional("faceChannel", .boolean, "Whether consent to look at the face is asked for; absent: no."),
    ])
}
