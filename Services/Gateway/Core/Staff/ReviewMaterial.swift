import Domain
import Events
import Flow

package struct ReviewMaterial: Submission {
    package static let name = "review-material"
    package var candidateID: CandidateID
    package var jobID: JobID
    package var material: EntryMaterial
    package var needed: [EntryMaterial]
    /// Of the file that was looked at, so that no other is accepted.
    package var sha256: String
    package var isAccepted: Bool
    package var reason: String?
    package var hasWords: Bool
    package var language: Language
    package var reviewedBy: ActorID

    package init(
        candidateID: CandidateID, jobID: JobID, material: EntryMaterial, needed: [EntryMaterial], sha256: String,
        isAccepted: Bool, reason: String?, hasWords: Bool, language: Language, reviewedBy: ActorID
    ) {
        self.candidateID = candidateID
        self.jobID = jobID
        self.material = material
        self.needed = needed
        self.sha256 = sha256
        self.isAccepted = isAccepted
        self.reason = reason
        self.hasWords = hasWords
        self.language = language
        self.reviewedBy = reviewedBy
    }
}

/// A person accepts this very file, or asks for it again and says why.
func reviewMaterial(
    _ body: ReviewMaterial, _ file: EntryFile?, _ cause: Cause
) throws(Refusal) -> Decision<EntryFile> {
    guard var file, let index = file.items.firstIndex(where: { $0.material == body.material }) else {
        throw .noMaterial
    }
    guard file.items[index].sha256 == body.sha256 else { throw .otherDocument }
    guard file.items[index].status == .handedIn else {
        throw Refusal("already-decided", "This file has been decided about.")
    }
    guard body.isAccepted || body.reason.map(isReasonCode) == true else {
        throw Refusal("malformed-reason", "Who asks for it again says why, as a code in kebab-case.")
    }
    file.items[index].status = body.isAccepted ? .accepted : .returned
    file.items[index].reason = body.isAccepted ? nil : body.reason
    file.items[index].hasWords = !body.isAccepted && body.hasWords
    file.items[index].reviewedBy = body.reviewedBy
    file.items[index].reviewedAt = cause.now
    return Decision(
        file,
        emitting: MaterialReviewed(
            applicationID: file.applicationID, candidateID: body.candidateID, jobID: body.jobID,
            material: body.material, isAccepted: body.isAccepted, reason: file.items[index].reason,
            isComplete: file.has(body.needed, [.accepted]), language: body.language, reviewedBy: body.reviewedBy,
            reviewedAt: cause.now))
}
