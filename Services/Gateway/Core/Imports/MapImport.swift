import Domain
import Events
import Flow

/// Says which column is what, and has every row looked at.
package struct MapImport: Submission {
    package static let name = "map-import"
    package var mapping: ImportMapping
    package var mappedBy: ActorID

    package init(mapping: ImportMapping, mappedBy: ActorID) {
        self.mapping = mapping
        self.mappedBy = mappedBy
    }
}

/// Asks for a look at every row, which takes none.
package struct CheckImport: Work, Hashable {
    package static let name = "check-import"
    package var importID: ImportID
    package var jobID: JobID
    package var number: Int
    package var partCount: Int
    package var mapping: ImportMapping
    /// On whose behalf those who have applied before are looked at.
    package var actorID: ActorID
}

func mapImport(
    _ body: MapImport, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found else { throw .noImport }
    guard found.mayMap, let extent = found.extent else { throw .notAtThisPoint }
    if let refusal = body.mapping.refusal(columnCount: extent.columnCount) { throw refusal }
    found.mapping = body.mapping
    found.standing = .checking
    found.reason = nil
    found.check = nil
    found.checkNumber += 1
    let work = CheckImport(
        importID: found.importID, jobID: found.jobID, number: found.checkNumber, partCount: extent.partCount,
        mapping: body.mapping, actorID: body.mappedBy)
    return Decision(found, performing: [Perform(work)])
}

func noteChecked(
    _ work: CheckImport, _ check: ImportCheck, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found, found.standing == .checking, found.checkNumber == work.number else {
        return .nothing(.noConsequence("The import is over, or another look at its rows was asked for."))
    }
    found.standing = .checked
    found.check = check
    return Decision(found)
}
