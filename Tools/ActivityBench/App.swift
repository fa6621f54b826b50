import Domain
import Events
import Flow
import Host
import Postgres

/// A service that does nothing but an activity of a fixed length, to see how work spreads over processes. It is built
/// like every service: a fact arrives, the activity is parked, some process leases it, the result is decided about.
@main struct App {
    static func main() async {
        let tallies = Migration(
            "m0001_create_tallies",
            sql: """
                CREATE TABLE tallies (key text PRIMARY KEY, version bigint NOT NULL, state json NOT NULL,
                    updated_at timestamptz NOT NULL DEFAULT now());
                """)
        await Host.run("bench", migrations: [tallies]) { host in
            let milliseconds = host.settings.int("BENCH_ACTIVITY_MILLISECONDS", default: 200, in: 0...60_000)
            host.react(with: reactions(milliseconds: milliseconds), tables: [Table("tallies", of: Tally.self)])
        }
    }
}

/// How often the activity of an application brought something back.
struct Tally: Codable, Sendable {
    var count: Int
}

func reactions(milliseconds: Int) -> [Reaction] {
    [
        perform(
            SurveyAnswered.self,
            { _, _ in try await Task.sleep(for: .milliseconds(milliseconds)) },
            then: { (event: SurveyAnswered, _: Void, tally: Tally?, cause) throws(Refusal) in
                Decision(Tally(count: (tally?.count ?? 0) + 1))
            })
    ]
}
