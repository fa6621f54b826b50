import Domain

extension Catalogue {
    package static let workflow: [any Event.Type] = [
        InterviewInvited.self, InterviewReminded.self, InterviewExpired.self, ReviewRequested.self, StageChanged.self,
        OfferRequested.self, ApplicationClosed.self, DecisionRefused.self,
    ]
}

/// A candidate was invited to the recorded interview. The link's token is made from the deployment's secret, never sent here.
package struct InterviewInvited: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var plan: InterviewPlan
    package var invitedAt: Instant
    package var expiresAt: Instant

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, plan: InterviewPlan,
        invitedAt: Instant, expiresAt: Instant
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.plan = plan
        self.invitedAt = invitedAt
        self.expiresAt = expiresAt
    }

    package var key: String { applicationID.text }

    /// An invitation whose mail took longer runs anew from the moment it was delivered.
    package static let deliveryMillisecondsMax: Int64 = 10 * 60_000

    package static let schema = Schema(
        "interview-invited", on: .stages, "A candidate was invited to the recorded interview.",
        Field.subject + [
            .required("plan", InterviewPlan.shape, "What is asked and scored."),
            .required("invitedAt", .instant, "When."),
            .required("expiresAt", .instant, "Until when the interview can be given."),
        ])
    package static let samples = [
        InterviewInvited(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, plan: .sample,
            invitedAt: .sample, expiresAt: Instant.sample.advanced(byDays: 7))
    ]
}

/// The interview's end is near and no answer was submitted.
package struct InterviewReminded: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var jobTitle: String
    package var expiresAt: Instant

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, jobTitle: String,
        expiresAt: Instant
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.jobTitle = jobTitle
        self.expiresAt = expiresAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "interview-reminded", on: .stages, "The interview's end is near and nothing was submitted.",
        Field.subject + [
            .required("jobTitle", .text(charactersMax: 200), "The job's title."),
            .required("expiresAt", .instant, "Until when the interview can be given."),
        ])
    package static let samples = [
        InterviewReminded(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .english, jobTitle: "Clerk",
            expiresAt: .sample)
    ]
}

/// The interview's time is over; what was not submitted no longer can be.
package struct InterviewExpired: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID

    package init(applicationID: ApplicationID, jobID: JobID) {
        self.applicationID = applicationID
        self.jobID = jobID
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "interview-expired", on: .stages, "The interview's time is over.",
        [.required("applicationID", .identifier, "The application."), .required("jobID", .identifier, "The job.")])
    package static let samples = [InterviewExpired(applicationID: "app-1", jobID: "job-1")]
}

/// A person must decide; nothing adverse happens until then.
package struct ReviewRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    /// `screening-unclear`, `rule-gap`, `insufficient-evidence`, `confirm-rejection`, `second-interview-overdue`, …
    package var reason: String
    /// What the machine would do; the person may do otherwise.
    package var proposal: RuleOutcome?
    package var rule: String?
    /// Of the stage at which the question came up; see ``StageChanged/number``.
    package var stageNumber: Int?

    package init(
        applicationID: ApplicationID, jobID: JobID, reason: String, proposal: RuleOutcome?, rule: String?,
        stageNumber: Int? = nil
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.reason = reason
        self.proposal = proposal
        self.rule = rule
        self.stageNumber = stageNumber
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "review-requested", on: .stages, "A person must decide.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("reason", .code, "Why a person is asked."),
            .optional("proposal", .word(RuleOutcome.self), "What the rules would do."),
            .optional("rule", .text(charactersMax: 60), "The rule that proposed it."),
            .optional("stageNumber", .integer(1, 1_000_000), "The number of the stage at which the question came up."),
        ])
    package static let samples = [
        ReviewRequested(
            applicationID: "app-1", jobID: "job-1", reason: "confirm-rejection", proposal: .thank, rule: "retail/thank",
            stageNumber: 5),
        ReviewRequested(applicationID: "app-2", jobID: "job-1", reason: "rule-gap", proposal: nil, rule: nil),
    ]
}

/// An application went to another stage.
package struct StageChanged: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var from: Stage?
    package var to: Stage
    package var reason: String
    /// Who decided; nil: a rule or the course of things.
    package var decidedBy: ActorID?
    package var rule: String?
    /// Counts the changes of one application from 1 on. Two processes may publish one after the other what they decided the
    /// other way round: the higher number is the newer stage.
    package var number: Int?

    package init(
        applicationID: ApplicationID, jobID: JobID, from: Stage?, to: Stage, reason: String, decidedBy: ActorID?,
        rule: String?, number: Int? = nil
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.from = from
        self.to = to
        self.reason = reason
        self.decidedBy = decidedBy
        self.rule = rule
        self.number = number
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "stage-changed", on: .stages, "An application went to another stage.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .optional("from", .word(Stage.self), "The stage before."),
            .required("to", .word(Stage.self), "The stage now."),
            .required("reason", .code, "Why."),
            .optional("decidedBy", .identifier, "Who decided; absent: a rule or the course of things."),
            .optional("rule", .text(charactersMax: 60), "The rule that decided."),
            .optional(
                "number", .integer(1, 1_000_000),
                "Counts the changes of one application from 1 on; the higher is the newer."),
        ])
    package static let samples = [
        StageChanged(
            applicationID: "app-1", jobID: "job-1", from: .scoring, to: .humanInterview, reason: "rule",
            decidedBy: "hr-1", rule: "retail/invite", number: 5),
        StageChanged(
            applicationID: "app-1", jobID: "job-1", from: nil, to: .screening, reason: "admitted", decidedBy: nil,
            rule: nil),
    ]
}
