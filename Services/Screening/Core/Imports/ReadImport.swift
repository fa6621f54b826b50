import Domain
import Events
import Flow

/// What came of reading a table.
package struct ReadTable: Sendable, Hashable {
    package var rowCount: Int
    package var columnCount: Int
    package var partCount: Int

    package init(rowCount: Int, columnCount: Int, partCount: Int) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.partCount = partCount
    }
}

/// Screening keeps nothing of an import: it has the sandbox in which strangers' files are opened, and says what was in one.
func tellRead(
    _ event: ImportReceived, _ table: ReadTable, _ screening: Screening?, _ cause: Cause
) throws(Refusal) -> Decision<Screening> {
    Decision(
        nil,
        emitting: ImportRead(
            importID: event.importID, rowCount: table.rowCount, columnCount: table.columnCount,
            partCount: table.partCount))
}

func tellUnreadable(
    _ event: ImportReceived, _ failure: ActivityFailure, _ screening: Screening?, _ cause: Cause
) throws(Refusal) -> Decision<Screening> {
    Decision(nil, emitting: ImportUnreadable(importID: event.importID, code: failure.code))
}
