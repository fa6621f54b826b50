import Host
import Postgres

/// The flow `consume.effect` as a service like any other: a table with one row, run by the host. It measures itself and ends
/// when everything is published and the outbox is empty.
@main struct App {
    static func main() async {
        await Host.run("bench", migrations: [ApplicationTally.migration]) { host in
            let plan = BenchPlan(host.settings)
            let filler = plan.filler
            host.react(
                with: [on(counting: filler)],
                tables: [Table("tallies", of: ApplicationTally.self)])
            Meter(plan, postgresURL: host.settings.required("POSTGRES_URL")).start()
        }
    }
}
