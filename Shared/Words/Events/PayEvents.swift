import Domain

extension Catalogue {
    package static let pay: [any Event.Type] = [
        PayApprovalRequested.self, PayApprovalReminded.self, PayApprovalGiven.self,
    ]
}

/// An offer was decided on; its terms wait for whoever answers for pay. The candidate is told nothing yet.
package struct PayApprovalRequested: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var jobTitle: String
    /// The very terms that are approved.
    package var terms: OfferTerms
    package var approver: PayApprover
    /// Who decided on the offer; nil: a rule.
    package var decidedBy: ActorID?
    /// Of the stage in which it waits; an answer names it, so that no other terms are approved.
    package var stageNumber: Int
    /// When whoever approves is reminded.
    package var dueAt: Instant

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, language: Language, jobTitle: String,
        terms: OfferTerms, approver: PayApprover, decidedBy: ActorID?, stageNumber: Int, dueAt: Instant
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.jobTitle = jobTitle
        self.terms = terms
        self.approver = approver
        self.decidedBy = decidedBy
        self.stageNumber = stageNumber
        self.dueAt = dueAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "pay-approval-requested", on: .stages, "The terms of an offer wait for whoever answers for pay.",
        Field.subject + [
            .required("jobTitle", .text(charactersMax: 200), "The job's title."),
            .required("terms", OfferTerms.shape, "The very terms that are approved."),
            .required("approver", .word(PayApprover.self), "Who approves."),
            .optional("decidedBy", .identifier, "Who decided on the offer; absent: a rule."),
            .required("stageNumber", .integer(1, 1_000_000), "Of the stage in which it waits; an answer names it."),
            .required("dueAt", .instant, "When whoever approves is reminded."),
        ])
    package static let samples = [
        PayApprovalRequested(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, jobTitle: "Clerk",
            terms: .approvedSample, approver: .finance, decidedBy: "hr-1", stageNumber: 6, dueAt: .sample),
        PayApprovalRequested(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", language: .chinese, jobTitle: "Clerk",
            terms: .approvedSample, approver: .finance, decidedBy: nil, stageNumber: 6, dueAt: .sample),
    ]
}

/// The terms of an offer still wait for whoever answers for pay.
package struct PayApprovalReminded: Event, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID
    package var candidateID: CandidateID
    package var jobTitle: String
    package var stageNumber: Int
    /// When it should have been answered.
    package var dueAt: Instant
    /// 1 for the first reminder of this stage.
    package var reminder: Int

    /// After so many, people look for themselves: it stays on the first view of whoever approves.
    package static let remindersMax = 5

    package init(
        applicationID: ApplicationID, jobID: JobID, candidateID: CandidateID, jobTitle: String, stageNumber: Int,
        dueAt: Instant, reminder: Int
    ) {
        self.applicationID = applicationID
        self.jobID = jobID
        self.candidateID = candidateID
        self.jobTitle = jobTitle
        self.stageNumber = stageNumber
        self.dueAt = dueAt
        self.reminder = reminder
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "pay-approval-reminded", on: .stages, "The terms of an offer still wait for whoever answers for pay.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("jobID", .identifier, "The job."),
            .required("candidateID", .identifier, "The candidate."),
            .required("jobTitle", .text(charactersMax: 200), "The job's title."),
            .required("stageNumber", .integer(1, 1_000_000), "Of the stage in which it waits."),
            .required("dueAt", .instant, "When it should have been answered."),
            .required("reminder", .integer(1, Int64(remindersMax)), "1 for the first of this stage."),
        ])
    package static let samples = [
        PayApprovalReminded(
            applicationID: "app-1", jobID: "job-1", candidateID: "cand-1", jobTitle: "Clerk", stageNumber: 6,
            dueAt: .sample, reminder: 1)
    ]
}

/// Whoever answers for pay approved the terms of an offer or sent them back.
package struct PayApprovalGiven: Event, Hashable {
    package var applicationID: ApplicationID
    /// Of the stage in which these very terms waited.
    package var stageNumber: Int
    package var isApproved: Bool
    /// Why they are sent back.
    package var objection: PayObjection?
    package var decidedBy: ActorID
    /// For whom; nil: by their own right.
    package var onBehalfOf: ActorID?
    package var decidedAt: Instant

    package init(
        applicationID: ApplicationID, stageNumber: Int, isApproved: Bool, objection: PayObjection? = nil,
        decidedBy: ActorID, onBehalfOf: ActorID? = nil, decidedAt: Instant
    ) {
        self.applicationID = applicationID
        self.stageNumber = stageNumber
        self.isApproved = isApproved
        self.objection = objection
        self.decidedBy = decidedBy
        self.onBehalfOf = onBehalfOf
        self.decidedAt = decidedAt
    }

    package var key: String { applicationID.text }

    package static let schema = Schema(
        "pay-approval-given", on: .acts, "Whoever answers for pay approved the terms of an offer or sent them back.",
        [
            .required("applicationID", .identifier, "The application."),
            .required("stageNumber", .integer(1, 1_000_000), "Of the stage in which these very terms waited."),
            .required("isApproved", .boolean, "False: sent back."),
            .optional("objection", .word(PayObjection.self), "Why they are sent back."),
            .required("decidedBy", .identifier, "Who decided."),
            .optional("onBehalfOf", .identifier, "For whom; absent: by their own right."),
            .required("decidedAt", .instant, "When."),
        ])
    package static let samples = [
        PayApprovalGiven(
            applicationID: "app-1", stageNumber: 6, isApproved: true, decidedBy: "finance-1", decidedAt: .sample),
        PayApprovalGiven(
            applicationID: "app-1", stageNumber: 6, isApproved: false, objection: .overBudget, decidedBy: "hr-2",
            onBehalfOf: "finance-1", decidedAt: .sample),
    ]
}
