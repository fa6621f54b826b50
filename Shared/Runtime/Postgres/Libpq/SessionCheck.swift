import CLibpq
import Domain
import Threads

/// Whether a connection is a session of its own, as prepared statements, advisory locks and settings need it.
///
/// A pooler tells its clients a process identifier of its own making, so a server that is spoken to directly is known at once.
/// Behind a pooler the server process of one connection is ended while nothing runs on it: a session dies of that, but a pooler
/// that lends sessions for a transaction or a statement gives its client another one. Asking twice and comparing would not do:
/// a quiet pooler lends the same session again and again.
package enum SessionCheck {
    private static let secondsMax = 10

    /// Throws `LentSessions`, or `PostgresError` when there is no connection. It blocks.
    package static func run(_ url: String) throws {
        let first = try Connection(url, name: "session-check", secondsMax: secondsMax)
        let process = try first.number("SELECT pg_backend_pid()")
        guard process != Int(PQbackendPID(first.handle)) else { return }
        let second = try Connection(url, name: "session-check", secondsMax: secondsMax)
        // In one statement, since the next may meet another session.
        let ended = try second.number(
            """
            SELECT CASE WHEN pg_backend_pid() = \(process) THEN -1
                WHEN pg_terminate_backend(\(process), 5000) THEN 1 ELSE 0 END
            """)
        if ended < 0 { throw LentSessions() }
        guard ended == 1 else { throw PostgresError(code: "08001", message: "a server process did not end in time") }
        // The pooler has seen the end of the one when it has answered the other.
        _ = try second.number("SELECT 1")
        _ = try? first.number("SELECT 1")
        // One that only waits for its turn has lost its session and lives, too.
        if first.isUsable { throw LentSessions() }
    }
}

/// The address leads to a pooler that lends one session to many.
package struct LentSessions: Classified, CustomStringConvertible {
    package var kind: FailureKind { .environment }
    package var description: String {
        "a pooler in front of the database lends sessions for single transactions or statements; "
            + "set its pool_mode to session, or name the server itself"
    }
}

extension Connection {
    /// The one number that a statement without parameters gives; nothing is prepared for it.
    fileprivate func number(_ sql: String) throws(PostgresError) -> Int {
        var number: Int?
        try execute(sql, within: Deadline(milliseconds: 10_000)) { result in
            number = PQntuples(result) == 1 ? Int(String(cString: PQgetvalue(result, 0, 0))) : nil
        }
        guard let number else { throw .connection("no number came") }
        return number
    }
}
