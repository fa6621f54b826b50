import Domain
import Events
import Flow

/// One table of applications on its way in: how far it is, and who said so. Key: the import. Whatever is personal lies in the vault.
package struct ApplicationImport: Codable, Sendable, Hashable {
    package enum Standing: String, Codable, Sendable, CaseIterable, Hashable {
        /// The file is on its way into the vault.
        case arriving
        case reading, unreadable
        /// Read; people say which column is what.
        case read
        /// Every row is looked at and none is taken.
        case checking, checked
        case running, stopped, finished
        /// Everything of it was deleted.
        case over
    }

    package struct Extent: Codable, Sendable, Hashable {
        package var rowCount: Int
        package var columnCount: Int
        package var partCount: Int
    }

    package var importID: ImportID
    package var jobID: JobID
    package var openedBy: ActorID
    package var openedAt: Instant
    package var standing: Standing = .arriving
    /// Why it cannot be read, or was stopped, as a code.
    package var reason: String?
    package var extent: Extent?
    package var mapping: ImportMapping?
    /// How often rows were checked; the newest counts.
    package var checkNumber = 0
    package var check: ImportCheck?
    /// Who said that these people's data may be processed and that they will be informed, and when.
    package var startedBy: ActorID?
    package var startedAt: Instant?
    package var stoppedBy: ActorID?
    package var partsDone = 0
    package var writtenCount = 0
    package var finishedAt: Instant?
    /// For how many days what it holds is kept.
    package var keptDays: Int
    /// When everything of it is deleted.
    package var endsAt: Instant

    init(_ body: OpenImport, _ cause: Cause) {
        importID = body.importID
        jobID = body.jobID
        openedBy = body.openedBy
        openedAt = cause.now
        keptDays = body.keptDays
        endsAt = cause.now.advanced(byDays: Int64(body.keptDays))
    }

    /// Which columns are what may still be said.
    package var mayMap: Bool { standing == .read || standing == .checked }
    package var mayStart: Bool {
        (standing == .checked || standing == .stopped) && check.map { $0.goodCount > 0 } == true
    }
    /// The rows that were refused can be had as a file.
    package var hasRefused: Bool {
        [.checked, .running, .stopped, .finished].contains(standing) && check.map { $0.refusedCount > 0 } == true
    }
}

/// What a look at every row found.
package struct ImportCheck: Codable, Sendable, Hashable {
    package struct Count: Codable, Sendable, Hashable {
        package var fault: ImportFault
        package var rows: Int

        package init(fault: ImportFault, rows: Int) {
            self.fault = fault
            self.rows = rows
        }
    }

    /// The first refused rows, by their numbers.
    package struct Example: Codable, Sendable, Hashable {
        package var row: Int
        package var faults: [ImportFault]

        package init(row: Int, faults: [ImportFault]) {
            self.row = row
            self.faults = faults
        }
    }

    package var goodCount: Int
    package var refusedCount: Int
    package var faults: [Count]
    package var examples: [Example]

    package static let exampleCountMax = 20

    package init(goodCount: Int, refusedCount: Int, faults: [Count] = [], examples: [Example] = []) {
        self.goodCount = goodCount
        self.refusedCount = refusedCount
        self.faults = faults
        self.examples = examples
    }
}

extension Refusal {
    static let noImport = Refusal("no-import", "There is no such import.")
    static let notAtThisPoint = Refusal("import-elsewhere", "The import stands elsewhere by now; look at it again.")
}
