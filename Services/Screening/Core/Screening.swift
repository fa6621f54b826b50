import Domain
import Events

/// How one application was taken in and judged, under its identifier. Nothing in it is personal.
package struct Screening: Codable, Sendable, Hashable {
    package enum Standing: String, Codable, Sendable, Hashable { case screened, refused, withdrawn }

    package var jobID: JobID?
    package var standing: Standing
    package var outcome: ScreeningOutcome?
    package var share: Score?
    /// Why it was refused, as a code.
    package var refusalCode: String?
    package var decidedAt: Instant

    init(
        jobID: JobID?, standing: Standing, outcome: ScreeningOutcome? = nil, share: Score? = nil,
        refusalCode: String? = nil,
        decidedAt: Instant
    ) {
        self.jobID = jobID
        self.standing = standing
        self.outcome = outcome
        self.share = share
        self.refusalCode = refusalCode
        self.decidedAt = decidedAt
    }
}

/// An application whose person is in the vault and whose résumé is text. Held in memory only.
package struct AdmittedResume: Sendable {
    package let candidateID: CandidateID
    /// Nil: the candidate named none.
    package let language: Language?
    package let resume: Resume

    package init(candidateID: CandidateID, language: Language?, resume: Resume) {
        self.candidateID = candidateID
        self.language = language
        self.resume = resume
    }
}
