import Domain
import Events
import Flow

package struct HandInMaterial: Submission {
    package static let name = "hand-in-material"
    package var applicationID: ApplicationID
    package var candidateID: CandidateID
    package var jobID: JobID
    package var material: EntryMaterial
    /// All that are needed.
    package var needed: [EntryMaterial]
    /// The file, in the vault by now, and what its bytes are.
    package var blobID: BlobID
    package var contentType: String
    package var byteCount: Int64
    package var sha256: String

    package init(
        applicationID: ApplicationID, candidateID: CandidateID, jobID: JobID, material: EntryMaterial,
        needed: [EntryMaterial], blobID: BlobID, contentType: String, byteCount: Int64, sha256: String
    ) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.jobID = jobID
        self.material = material
        self.needed = needed
        self.blobID = blobID
        self.contentType = contentType
        self.byteCount = byteCount
        self.sha256 = sha256
    }
}

/// A file for the first day. It may be replaced until a person has accepted it.
func handInMaterial(
    _ body: HandInMaterial, _ file: EntryFile?, _ cause: Cause
) throws(Refusal) -> Decision<EntryFile> {
    guard body.needed.contains(body.material) else { throw .noMaterial }
    var file = file ?? EntryFile(body.applicationID)
    if let item = file.item(body.material) {
        guard item.status != .accepted else {
            throw Refusal("material-accepted", "This has been accepted; nothing more is needed.")
        }
        if item.sha256 == body.sha256, item.status == .handedIn { return .nothing(.answered) }
    }
    file.items.removeAll { $0.material == body.material }
    file.items.append(EntryFile.Item(body, at: cause.now))
    return Decision(
        file,
        emitting: MaterialHandedIn(
            applicationID: body.applicationID, candidateID: body.candidateID, jobID: body.jobID,
            material: body.material, isComplete: file.has(body.needed, [.handedIn, .accepted]),
            handedInAt: cause.now))
}

extension Refusal {
    package static let noMaterial = Refusal("no-material", "This is not asked for.")
}
