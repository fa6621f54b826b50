import Domain

/// Why a row is not taken. It quotes nothing of the row.
package struct ImportFault: Codable, Sendable, Hashable {
    package enum Code: String, Codable, Sendable, Hashable, CaseIterable {
        case missing, malformed
        case tooLong = "too-long"
        case formula, error
        /// A number that a spreadsheet program has cut: which digits it had, nobody can say.
        case digitsLost = "digits-lost"
        /// A number where zeros or a plus sign may have stood in front.
        case notText = "not-text"
        /// Day and month could be either.
        case ambiguousDate = "ambiguous-date"
        /// A count of days in a file that does not say from when.
        case unknownEpoch = "unknown-epoch"
        case futureDate = "future-date"
        /// An identifier of people stands in logs and addresses, so it is no telephone number and no number of an identity card.
        case personalID = "personal-id"
        case nothingTold = "nothing-told"
        case duplicate
        case applied
        case idTaken = "id-taken"
    }

    package var code: Code
    package var field: ImportField?
    /// The row before it that says the same.
    package var other: Int?

    package init(_ code: Code, _ field: ImportField? = nil, other: Int? = nil) {
        self.code = code
        self.field = field
        self.other = other
    }
}

/// A row that is not taken, as it was given.
package struct RefusedRow: Codable, Sendable, Hashable {
    package var row: TableRow
    package var faults: [ImportFault]

    package init(row: TableRow, faults: [ImportFault]) {
        self.row = row
        self.faults = faults
    }
}

package struct RefusedRows: Codable, Sendable, Hashable {
    package var columns: [String]
    package var rows: [RefusedRow]

    package init(columns: [String], rows: [RefusedRow]) {
        self.columns = columns
        self.rows = rows
    }
}
