import Domain
import Events
import Flow

/// What an import holds was kept long enough.
struct ImportExpiry: Timer {
    static let name = "import-expiry"
}

/// Asks for what an import holds to be deleted.
package struct DiscardImport: Work, Hashable {
    package static let name = "discard-import"
    package var importID: ImportID
    /// The refused rows too; else the file and its rows alone.
    package var isWhole: Bool
}

func expireImport(
    _ timer: ImportExpiry, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found, found.standing != .over, cause.now >= found.endsAt else {
        return .nothing(.noConsequence("It is kept longer, or everything was deleted before."))
    }
    found.standing = .over
    found.mapping = nil
    return Decision(found, performing: [Perform(DiscardImport(importID: found.importID, isWhole: true))])
}

func noteDiscarded(
    _ work: DiscardImport, _ output: Bool, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    .nothing(.noConsequence("What was deleted leaves nothing behind."))
}

/// The rows went while they were looked at or handed in: the import was over.
func noteGone(
    _ work: some Work, _ failure: ActivityFailure, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    .nothing(.noConsequence("The import was over, and its rows were deleted."))
}
