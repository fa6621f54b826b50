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
                return (
                    EngineSettings(config), await JudgeSettings(config), ContentJudgeSettings.read(config),
                    FaceSettings(config)
                )
            }
        ) { host, settings in
            let engines = try await Engines(settings.0)
            let vault = try await host.openVault()
            let looker = settings.3.detector.map {
                FaceLooker(
                    vault: vault, detector: $0, logger: host.logger, isAllowed: allowance(in: host.database))
            }
            let decoding = Decoding()
            let listener = Listener(vault: vault, engines: engines, decoding: decoding, looker: looker)
            let reader = Reader(vault: vault, meanings: engines.meanings, settings.1)
            let preparer = Preparer(vault: vault, decoding: decoding)
            let judge = ContentJudge(settings.2, words: reader.words, agrees: agreement(in: host.database))
            host.react(
                with: reactions(
                    observe: listener.hear, begin: EarlyListener(vault: vault, engines: engines).hear,
                    assess: reader.read, run: reader.run, prepare: preparer.prepare, find: finding(in: host.database),
                    measure: reader.measureAnew, check: reader.check, forget: forgetting(in: vault),
                    judge: judge.judge, judging: settings.2.judging),
                tables: [Scorecard.table, ScoringTerms.table, GradePool.table])
        }
    }
}
