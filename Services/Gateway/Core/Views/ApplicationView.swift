import Domain
import Events

/// One application as it can be looked up: where it stands and how it came there. Key: the application.
///
/// Facts of different topics come in any order, so each writes its own part and none waits for another.
package struct ApplicationView: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var jobID: JobID?
    package var candidateID: CandidateID?
    package var language: Language?
    /// When the first was heard of it; nil in views of before.
    package var receivedAt: Instant?
    /// nil until the application was admitted.
    package var stage: Stage?
    package var stageReason: String?
    /// The highest number of a change of stage that was heard of.
    package var stageNumber: Int?
    package var outcome: ClosingOutcome?
    /// The candidate took it back then, which counts at once; that it is closed is heard a moment later.
    package var withdrawnAt: Instant?
    /// The candidate's data was erased then: links and documents end.
    package var erasedAt: Instant?
    package var screening: Screening?
    /// What a person is asked to decide, while nobody has.
    package var review: Review?
    package var interview: Interview?
    /// The newest talk between people that was arranged.
    package var appointment: ArrangedAppointment?
    package var report: Report?
    package var offer: Offer?
    package var contract: Contract?
    /// Per month, of the offer that a person last decided on; nil where the rules or a program without terms did.
    package var pay: Money?
    /// The terms of an offer that waited last for whoever answers for pay, and what became of them.
    package var payApproval: PayApproval?
    /// What is ready for the first day and what is not after all; nil in views of before.
    package var preparations: [SettledPreparation]?
    package var deliveries: [Delivery] = []
    package var timeline: [TimelineEntry] = []
    package var updatedAt: Instant

    package init(_ applicationID: ApplicationID, at now: Instant) {
        self.applicationID = applicationID
        updatedAt = now
    }

    package var isClosed: Bool { outcome != nil }

    /// Nothing is decided, answered or signed any more, whether or not the end has come back from workflow.
    package var isOver: Bool { isClosed || withdrawnAt != nil || erasedAt != nil }

    /// The first working day of whoever may come: an offer is out, or was accepted, and has not come to nothing. The last of all days
    /// where none is said.
    package var comesOn: String? {
        guard let offer, offer.isAccepted != false, withdrawnAt == nil, erasedAt == nil,
            outcome == nil || outcome == .hired
        else { return nil }
        return offer.startDate.map { "\($0)" } ?? "9999-12-31"
    }

    /// Since when it stands where it stands; nil once it has ended.
    package var waitsSince: Instant? {
        guard !isOver else { return nil }
        if let review { return review.requestedAt }
        let moved = timeline.last { $0.what == StageChanged.schema.name }
        return moved?.at ?? receivedAt ?? timeline.first?.at
    }

    /// When it ended, of somebody who agreed to be kept in mind for other jobs and still does: the days of that run from there.
    /// Nil for everybody else.
    package var pooledAt: Instant? {
        guard let outcome, outcome != .hired, erasedAt == nil else { return nil }
        let consents = [ConsentGiven.schema.name, ConsentWithdrawn.schema.name]
        let said = timeline.last { entry in
            consents.contains(entry.what)
                && entry.details["purposes"]?.split(separator: " ").contains(
                    Substring(ConsentPurpose.talentPool.rawValue))
                    == true
        }
        guard said?.what == ConsentGiven.schema.name else { return nil }
        return timeline.last { $0.what == ApplicationClosed.schema.name }?.at
    }

    package func isReady(_ preparation: Preparation) -> Bool {
        preparations?.contains { $0.preparation == preparation && $0.isReady } ?? false
    }

    package struct Screening: Codable, Sendable, Hashable {
        package var outcome: ScreeningOutcome
        package var share: Score?
        package var criteria: [CriterionResult]
        /// What a person should know of how the résumé was read; nil in views of before.
        package var notes: [String]?
    }

    package struct Review: Codable, Sendable, Hashable {
        package var reason: String
        package var proposal: RuleOutcome?
        package var rule: String?
        package var requestedAt: Instant
        /// Of the stage at which the question came up.
        package var stageNumber: Int?
    }

    package struct Interview: Codable, Sendable, Hashable {
        package var invitedAt: Instant?
        package var expiresAt: Instant?
        package var questionCount = 0
        package var answeredQuestionIDs: [QuestionID] = []
        package var submittedAt: Instant?
        package var satisfaction: Double?
    }

    package struct ArrangedAppointment: Codable, Sendable, Hashable {
        package var appointmentID: AppointmentID
        package var status: Appointment.Status
        /// When it is, where a time was agreed.
        package var startsAt: Instant?
        package var toldAt: Instant
    }

    package struct Report: Codable, Sendable, Hashable {
        package var version: Int
        package var composite: Score?
        package var recommendation: Recommendation
        package var reasons: [String]
        package var dimensions: [ReportCompiled.ReportDimension]
        package var documents: ReportCompiled.ReportDocuments
        package var compiledAt: Instant
        /// By how many points the composite may be otherwise, at least; nil: nobody knows, or a view of before.
        package var compositeError: Score?
        /// Between what the composite lies where words were heard unsurely.
        package var range: ScoreRange?
    }

    package struct Document: Codable, Sendable, Hashable {
        package var blobID: BlobID
        package var sha256: String
        /// The same as a page.
        package var htmlBlobID: BlobID?
    }

    package struct Offer: Codable, Sendable, Hashable {
        package var position: String
        package var document: Document
        package var expiresAt: Instant
        package var isAccepted: Bool?
        package var declineReason: DeclineReason?
        package var answeredAt: Instant?
        /// The first working day.
        package var startDate: CalendarDate?
    }

    package struct PayApproval: Codable, Sendable, Hashable {
        package var terms: OfferTerms
        /// Who decided on the offer; nil: a rule.
        package var decidedBy: ActorID?
        package var stageNumber: Int
        package var requestedAt: Instant
        package var dueAt: Instant
        package var isApproved: Bool?
        package var objection: PayObjection?
        package var settledBy: ActorID?
        package var onBehalfOf: ActorID?
    }

    package struct Contract: Codable, Sendable, Hashable {
        package var draft: Document?
        package var findings: [ContractFinding] = []
        package var isBlocked = false
        package var isApproved: Bool?
        package var decidedBy: ActorID?
        package var candidateSignedAt: Instant?
        package var codeConfirmedAt: Instant?
        package var signed: Document?
        package var archiveBlobID: BlobID?
        /// What is to be handed in for the first day.
        package var materials: [EntryMaterial]?
        /// The approval has come back from the contracts service, so the candidate may sign.
        package var isReadyToSign = false
    }

    package struct SettledPreparation: Codable, Sendable, Hashable {
        package var preparation: Preparation
        package var isReady: Bool
        package var settledBy: ActorID
        package var settledAt: Instant
    }

    package struct Delivery: Codable, Sendable, Hashable {
        package enum Status: String, Codable, Sendable, Hashable { case requested, delivered, failed }
        package var deliveryID: String
        package var template: String
        package var channel: String
        package var recipient: DeliveryRequested.Recipient
        package var status: Status
        package var code: String?
        package var at: Instant
    }
}

/// One thing that happened, in words for programs; nothing personal.
package struct TimelineEntry: Codable, Sendable, Hashable {
    package var at: Instant
    /// The event's name, such as `interview-invited`.
    package var what: String
    /// What else the reader wants to know: `stage`, `reason`, `decidedBy`, `questionID`, …
    package var details: [String: String]
}
