import Domain
import Flow

/// What PostgreSQL or the way to it says. The text never holds parameters.
package struct PostgresError: Classified, CustomStringConvertible, Sendable, Hashable {
    /// SQLSTATE, five characters; `08000` for a lost connection.
    package let code: String
    package let message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    static func connection(_ message: String) -> PostgresError {
        PostgresError(code: "08000", message: message)
    }

    /// Tables and rights are mended by an operator as much as a full disk; data that the database cannot hold is a mistake of
    /// whoever let it come so far.
    package var kind: FailureKind {
        switch code.prefix(2) {
        case "21", "22", "23", "44": isConflict ? .environment : .bug
        default: code == "42601" || code.hasPrefix("54") ? .bug : .environment
        }
    }

    /// The same statement may succeed later: connection and operator trouble, lack of resources, conflicts of concurrency.
    package var isRetriable: Bool {
        switch code.prefix(2) {
        case "08", "40", "53", "57", "58", "XX": true
        default: code == "55P03" || isConflict
        }
    }

    /// The connection cannot be used any more.
    package var isConnectionLost: Bool { code.hasPrefix("08") || code == "57P01" || code == "57P02" || code == "57P03" }

    /// Somebody else wrote the same rows: unique or version conflict, serialization failure, deadlock.
    package var isConflict: Bool { ["23505", "23502", "40001", "40P01"].contains(code) }

    /// What PostgreSQL says of data that does not fit (class 22) quotes it.
    package var description: String {
        code.hasPrefix("22") ? "PostgreSQL \(code): the data does not fit" : "PostgreSQL \(code): \(message)"
    }
}
