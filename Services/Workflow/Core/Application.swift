import Domain
import Events

/// Where one application stands, under its identifier.
package struct Application: Codable, Sendable, Hashable {
    package var jobID: JobID
    package var candidateID: CandidateID
    package var language: Language
    package var stage: Stage
    /// How many changes of stage were told; nil in what was stored before they were counted.
    package var stageNumber: Int?
    /// The job as it was when the application was screened: what is promised to one candidate does not change.
    package var job: Job?
    /// What a person is asked, while somebody is.
    package var review: Review?
    /// Until when the interview can be given; also tells a timer of this invitation from an older one's.
    package var interviewExpiresAt: Instant?
    /// When the candidate was invited, and when the invitation was really delivered: its time runs from there.
    package var invitedAt: Instant?
    package var invitationDeliveredAt: Instant?
    /// When the offer was really delivered.
    package var offerDeliveredAt: Instant?
    package var submittedAt: Instant?
    /// A question had to be handed in without an answer.
    package var hasUnanswered: Bool?
    package var hasAIConsent: Bool?
    /// The candidate asked for a person: no rule decides alone.
    package var wantsPerson: Bool?
    /// When times for a talk were last offered to the candidate.
    package var appointmentOfferedAt: Instant?
    /// 1 to 5, as the candidate said.
    package var satisfaction: Double?
    package var composite: Score?
    package var reportVersion: Int?
    /// When the application came to the second interview or to the offer; tells timers apart.
    package var stageSince: Instant
    package var outcome: ClosingOutcome?
    /// What waits for whoever answers for pay, while it does.
    package var payApproval: PayApproval?
    /// Who was asked to approve terms of this application, whatever its job says by now.
    package var askedApprover: PayApprover?
    /// The terms that were approved last: an offer that promises the same needs no second approval.
    package var approvedTerms: OfferTerms?
    /// An offer went out, and the candidate may answer it until then.
    package var offerAnswerableUntil: Instant?

    package struct PayApproval: Codable, Sendable, Hashable {
        package var terms: OfferTerms
        /// Nil: a rule.
        package var decidedBy: ActorID?
        package var rule: String?
        package var dueAt: Instant
        package var reminderCount: Int
    }

    package struct Review: Codable, Sendable, Hashable {
        package var reason: String
        package var proposal: RuleOutcome?
        /// The stage from which the question came.
        package var origin: Stage

        package init(reason: String, proposal: RuleOutcome?, origin: Stage) {
            self.reason = reason
            self.proposal = proposal
            self.origin = origin
        }
    }

    init(jobID: JobID, candidateID: CandidateID, language: Language, stage: Stage, since: Instant) {
        self.jobID = jobID
        self.candidateID = candidateID
        self.language = language
        self.stage = stage
        stageSince = since
    }

    var isClosed: Bool { stage == .closed }
}
