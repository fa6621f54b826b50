import Domain
import Flow
import Postgres

/// The state of one application: some 200 bytes, of which the new value depends on the old one.
struct ApplicationTally: Codable, Sendable {
    var applicationID: ApplicationID
    var count: Int64
    var sum: Int64
    var lastID: String
    var note: String

    static let note = "a note that makes the state of an application about as large as one in service"

    static let migration = Migration(
        "m0001_create_tallies",
        sql: """
            CREATE TABLE tallies (
                key text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, state json NOT NULL,
                updated_at timestamptz NOT NULL DEFAULT now()
            ) WITH (fillfactor = 50);
            """)
}

/// The one row: count and sum go on, and the derived event says so.
func on(counting filler: Filler) -> Reaction {
    on(
        ApplicationChanged.self,
        { (event, tally: ApplicationTally?, _) in
            let count = (tally?.count ?? 0) + 1
            let sum = (tally?.sum ?? 0) + event.n
            return Decision(
                ApplicationTally(
                    applicationID: event.applicationID, count: count, sum: sum, lastID: event.id,
                    note: ApplicationTally.note),
                emitting: ApplicationCounted(
                    causeID: event.id, applicationID: event.applicationID, n: event.n, count: count, sum: sum,
                    filler: filler.text(for: event, count: count, sum: sum)))
        }, emits: ApplicationCounted.self)
}
