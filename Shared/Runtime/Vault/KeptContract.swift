import Domain

/// What stays of a signed contract for later law checks, and for how long its papers are kept.
package struct KeptContract: Sendable, Hashable {
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var employer: String
    /// Unified social credit code; empty when the employer has none.
    package var employerCode: String
    /// `fixed-term`, `open-ended` or `task-based`.
    package var kind: String
    package var startsOn: CalendarDate
    /// The last day that was agreed; nil while there is none.
    package var endsOn: CalendarDate?
    /// The last day that it really ran.
    package var endedOn: CalendarDate?
    package var probationMonths: Int
    package var signedAt: Instant
    /// Under whose key the papers lie since the candidate was erased.
    package var keeperID: CandidateID?

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, employer: String, employerCode: String = "",
        kind: String, startsOn: CalendarDate,
        endsOn: CalendarDate?, endedOn: CalendarDate? = nil, probationMonths: Int, signedAt: Instant,
        keeperID: CandidateID? = nil
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.employer = employer
        self.employerCode = employerCode
        self.kind = kind
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.endedOn = endedOn
        self.probationMonths = probationMonths
        self.signedAt = signedAt
        self.keeperID = keeperID
    }
}
