import Domain
import Events
import Flow

/// Takes the good rows in, or goes on with them after a stop.
package struct StartImport: Submission {
    package static let name = "start-import"
    package var startedBy: ActorID
    /// The employer may process these people's data, and informs them: without that nothing begins.
    package var isLawful: Bool

    package init(startedBy: ActorID, isLawful: Bool) {
        self.startedBy = startedBy
        self.isLawful = isLawful
    }
}

package struct StopImport: Submission {
    package static let name = "stop-import"
    package var stoppedBy: ActorID

    package init(stoppedBy: ActorID) { self.stoppedBy = stoppedBy }
}

/// Asks for one part's good rows to be handed in as applications.
package struct WriteImportPart: Work, Hashable {
    package static let name = "write-import-part"
    package var importID: ImportID
    package var jobID: JobID
    package var part: Int
    package var checkNumber: Int
    package var mapping: ImportMapping
}

/// What became of one part.
package enum WrittenPart: Sendable, Hashable {
    case written(Int)
    /// The job takes no more applications; nothing of the part was handed in.
    case jobClosed
}

func startImport(
    _ body: StartImport, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found else { throw .noImport }
    guard body.isLawful else {
        throw Refusal(
            "lawfulness-unconfirmed",
            "Somebody has to confirm that these data may be processed and the people are informed.")
    }
    guard found.standing != .running else { return .nothing(.answered) }
    guard found.mayStart, let work = nextPart(of: found) else { throw .notAtThisPoint }
    found.standing = .running
    found.reason = nil
    found.startedBy = body.startedBy
    found.startedAt = cause.now
    return Decision(found, performing: [Perform(work)])
}

func stopImport(
    _ body: StopImport, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found else { throw .noImport }
    guard found.standing == .running else { throw .notAtThisPoint }
    found.standing = .stopped
    found.reason = "stopped"
    found.stoppedBy = body.stoppedBy
    return Decision(found)
}

/// Parts are counted in their order, so that a part which is done twice, by a worker that was thought dead, counts once.
func noteWritten(
    _ work: WriteImportPart, _ output: WrittenPart, _ found: ApplicationImport?, _ cause: Cause
) throws(Refusal) -> Decision<ApplicationImport> {
    guard var found, found.standing == .running || found.standing == .stopped, found.partsDone == work.part,
        let extent = found.extent
    else { return .nothing(.noConsequence("The part was counted, or the import is over.")) }
    switch output {
    case .jobClosed:
        guard found.standing == .running else { return .nothing(.noConsequence("The import was stopped before.")) }
        found.standing = .stopped
        found.reason = "job-closed"
        return Decision(found)
    case .written(let count):
        found.partsDone += 1
        found.writtenCount += count
    }
    guard found.partsDone == extent.partCount else {
        let next = found.standing == .running ? nextPart(of: found) : nil
        return Decision(found, performing: next.map { [Perform($0)] } ?? [])
    }
    found.standing = .finished
    found.reason = nil
    found.finishedAt = cause.now
    found.endsAt = cause.now.advanced(byDays: Int64(found.keptDays))
    return Decision(
        found, waking: [Wake(ImportExpiry(), at: found.endsAt)],
        performing: [Perform(DiscardImport(importID: found.importID, isWhole: false))])
}

private func nextPart(of found: ApplicationImport) -> WriteImportPart? {
    found.mapping.map { mapping in
        WriteImportPart(
            importID: found.importID, jobID: found.jobID, part: found.partsDone, checkNumber: found.checkNumber,
            mapping: mapping)
    }
}
