import Domain
import Flow
import Host
import Postgres
import Sandbox
import ScreeningCore
import Telemetry
import Transfer
import Vault

@main struct App {
    static func main() async {
        await Host.run(
            "screening",
            migrations: [Migration("m0001_create_screenings", PackageResources.m0001_create_screenings_sql)],
            settings: { config, logger in
                config.checkVault()
                await config.settleSandbox(logger)
                if let obstacle = await pdfReader.obstacle() {
                    logger.warning(
                        "pdftotext cannot be prepared ahead here: each PDF is read by a launch of its own, more slowly",
                        metadata: ["error": .string(harmlessDescription(of: obstacle))])
                }
                return RetentionSettings(config)
            }
        ) { host, settings in
            let vault = try await host.openVault()
            let client = HTTPClient(rule: .publicOnly, bodyBytesMax: Limits.resumeBytesMax)
            let takeIn = TakeIn(vault: vault, client: client)
            host.react(
                with: reactions(
                    judge: JudgedCriteria.of, readTable: { event, _ in try await ReadImport(vault: vault)(event) },
                    takeIn: { event, context in try await takeIn(event, context) }),
                tables: [Job.table, Screening.table, ClosedApplication.table])
            let retention = Retention(
                vault: vault, database: host.database, terms: settings.terms, log: host.logger)
            host.recurring("retention", every: settings.pause) {
                let deleted = try await retention.turn()
                let ranAt = host.clock()
                let pauseMilliseconds = settings.pause.components.seconds * 1_000
                host.note(
                    .init(ranAt: ranAt, nextAt: ranAt.advanced(byMilliseconds: pauseMilliseconds), deleted: deleted))
            }
        }
    }
}

/// How long what was kept of people stays, and how often that is looked at.
private struct RetentionSettings: Sendable {
    let terms: RetentionTerms
    let pause: Duration

    init(_ config: ConfigReader) {
        var terms = RetentionTerms()
        do { terms = try RetentionTerms { config.optional($0) } } catch {
            config.complain(harmlessDescription(of: error))
        }
        self.terms = terms
        pause = .seconds(config.int("RETENTION_CHECK_SECONDS", default: 3600, in: 1...86_400))
    }
}
