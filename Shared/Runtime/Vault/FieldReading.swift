import Domain
import Postgres

/// Fields of one candidate that somebody reads.
struct FieldQuestion: Sendable {
    let candidate: CandidateID
    let names: [String]
    let actor: String
    let purpose: String
}

/// Reads that come while others are under way share the next round trip and its sync: each leaves its rows in the audit, and
/// that is a write.
typealias FieldReading = GroupedQuery<FieldQuestion, [VaultStatements.ReadField]>

extension GroupedQuery where Question == FieldQuestion, Answer == [VaultStatements.ReadField] {
    static func ofFields(in database: Database, now: @escaping @Sendable () -> Instant) -> FieldReading {
        FieldReading(database) { questions, connection in
            var answers: [[VaultStatements.ReadField]] = Array(repeating: [], count: questions.count)
            for row in try connection.query(VaultStatements.readFields(questions, at: now())) {
                answers[row.question].append(row.field)
            }
            return answers.map { .success($0) }
        }
    }
}
