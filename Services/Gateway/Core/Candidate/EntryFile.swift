import Domain
import Events

/// What one candidate handed in for the first day, and what became of it. Key: the application.
package struct EntryFile: Codable, Sendable, Hashable {
    package var applicationID: ApplicationID
    package var items: [Item] = []

    package enum Status: String, Codable, Sendable, CaseIterable, Hashable {
        case awaited
        case handedIn = "handed-in"
        case accepted
        /// A person asks for it again.
        case returned
    }

    package struct Item: Codable, Sendable, Hashable {
        package var material: EntryMaterial
        package var blobID: BlobID
        package var contentType: String
        package var byteCount: Int64
        package var sha256: String
        package var handedInAt: Instant
        package var status: Status
        package var reason: String?
        /// The employer's people wrote something besides the reason; it lies in the vault.
        package var hasWords = false
        package var reviewedBy: ActorID?
        package var reviewedAt: Instant?

        package init(_ body: HandInMaterial, at now: Instant) {
            material = body.material
            blobID = body.blobID
            contentType = body.contentType
            byteCount = body.byteCount
            sha256 = body.sha256
            handedInAt = now
            status = .handedIn
        }
    }

    /// Of one file.
    package static let bytesMax = 10 * 1024 * 1024

    package init(_ applicationID: ApplicationID) { self.applicationID = applicationID }

    package func item(_ material: EntryMaterial) -> Item? { items.first { $0.material == material } }

    /// Whether each of these is at least so far: handed in, or accepted.
    func has(_ needed: [EntryMaterial], _ statuses: Set<Status>) -> Bool {
        needed.allSatisfy { material in item(material).map { statuses.contains($0.status) } ?? false }
    }

    /// The vault's names: the same bytes again are the same blob.
    package static func blob(
        _ application: ApplicationID, _ material: EntryMaterial, sha256: String
    ) throws(InvalidIdentifier) -> BlobID {
        try BlobID("material.\(application).\(material.rawValue).\(sha256.prefix(16))")
    }

    package static func wordsField(_ application: ApplicationID, _ material: EntryMaterial) -> String {
        "material-words.\(application).\(material.rawValue)"
    }
}

extension ApplicationView {
    /// What is to be handed in, once there is a contract to prepare for: by its terms, by the job's, or what is usual.
    package func neededMaterials(_ job: JobView?) -> [EntryMaterial] {
        contract?.materials ?? job?.job.offer?.materials ?? EntryMaterial.usual
    }
}
