import Host
import Postgres
import ScoringCore

@main struct App {
    static func main() async {
        await Host.run(
            "scoring",
            migrations: [Migration("m0001_create_scorecards", PackageResources.m0001_create_scorecards_sql)],
            settings: { config, logger in
                config.checkVault()
                await config.settleSandbox(logger)
                return EngineSettings(config)
            }
        ) { host, settings in
            let engines = try await Engines(settings)
            let vault = try await host.openVault()
            let listener = Listener(vault: vault, engines: engines)
            host.react(with: reactions(observe: listener.hear), tables: [Scorecard.table])
        }
    }
}
