import Domain

/// What checking the audit's chain found.
package struct AuditVerdict: Sendable {
    /// Something that was done to the audit; the first names where it begins.
    package enum Fault: Sendable, Hashable, CustomStringConvertible {
        case row(Int64, block: Int64, Harm)
        case block(Int64, String)
        /// A row as old as sealed ones, which no block holds.
        case unsealed(row: Int64)
        case checkpoint(Int64, String)

        package enum Harm: String, Sendable { case changed, missing }

        package var description: String {
            switch self {
            case .row(let number, let block, let harm): "row \(number) of block \(block) is \(harm.rawValue)"
            case .block(let number, let what): "block \(number): \(what)"
            case .unsealed(let row): "row \(row) says it is older than the newest block, and no block holds it"
            case .checkpoint(let number, let what): "checkpoint of block \(number): \(what)"
            }
        }
    }

    package var blockCount = 0
    package var rowCount = 0
    /// Rows that were deleted when their retention was over, as blocks say.
    package var cutRowCount = 0
    /// Rows that were sealed long after the moment that they name; a process that was stopped in between writes such, and so
    /// does somebody who adds to the past.
    package var lateRows: [Int64] = []
    package var unsealedCount = 0
    package var newest: AuditCheckpoint?
    package var publicKey: [UInt8]?
    package var faults: [Fault] = []

    /// One wrong row may make thousands of others suspicious.
    package static let faultsMax = 20
    var isFull: Bool { faults.count >= Self.faultsMax }
}
