import Domain
import Events
import Flow

/// A file is about to come. What it holds is deleted after these days, whatever becomes of it.
package struct OpenImport: Submission {
    package static let name = "open-import"
    package var importID: ImportID
    package var jobID: JobID
    package var openedBy: ActorID
    package var keptDays: Int

    package init(importID: ImportID, jobID: JobID, openedBy: ActorID, keptDays: Int) {
        self.importID = importID
        self.jobID = jobID
        self.openedBy = openedBy
        self.keptDays = keptDays
    }
}

/// The file lies in the vault.
package struct TellImportArrived: Submission {
    package static let name = "tell-import-arrived"

    package init() {}
}

func openImport(
    _ body: OpenImport, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard found == nil else { return .nothing(.answered) }
    let new = ApplicationImport(body, cause)
    return Decision(new, waking: [Wake(ImportExpiry(), at: new.endsAt)])
}

func tellImportArrived(
    _ body: TellImportArrived, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found else { throw .noImport }
    guard found.standing == .arriving else { return .nothing(.answered) }
    found.standing = .reading
    return Decision(found, emitting: ImportReceived(importID: found.importID, jobID: found.jobID))
}

func noteTable(
    _ event: ImportRead, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found, found.standing == .reading else {
        return .nothing(.noConsequence("The import is over, or was read before."))
    }
    found.standing = .read
    found.extent = ApplicationImport.Extent(
        rowCount: event.rowCount, columnCount: event.columnCount, partCount: event.partCount)
    return Decision(found)
}

func noteUnreadable(
    _ event: ImportUnreadable, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found, found.standing == .reading else {
        return .nothing(.noConsequence("The import is over, or was read before."))
    }
    found.standing = .unreadable
    found.reason = event.code
    return Decision(found, performing: [Perform(DiscardImport(importID: found.importID, isWhole: true))])
}
