import Host
import Postgres
import Sandbox
import ScoringCore

@main struct App {
    static func main() async {
        await Host.run(
            "scoring",
            migrations: [Migration("m0001_create_scorecards", PackageResources.m0001_create_scorecards_sql)]
        ) { host in
            let isolation = host.settings.string("SANDBOX_ISOLATION", default: "required")
            if let problem = await Sandbox.settle(isolation: isolation, logger: host.logger) {
                host.settings.complain(problem)
            }
            let engines = try await Engines(host.settings)
            let vault = try await host.openVault()
            let listener = Listener(vault: vault, engines: engines)
            host.react(with: reactions(observe: listener.hear), tables: [Scorecard.table])
        }
    }
}
