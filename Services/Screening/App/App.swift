import Domain
import Flow
import Host
import Postgres
import Sandbox
import ScreeningCore
import Transfer

@main struct App {
    static func main() async {
        await Host.run(
            "screening",
            migrations: [Migration("m0001_create_screenings", PackageResources.m0001_create_screenings_sql)],
            settings: { config, logger in
                config.checkVault()
                let isolation = config.string("SANDBOX_ISOLATION", default: "required")
                if let problem = await Sandbox.settle(isolation: isolation, logger: logger) { config.complain(problem) }
            }
        ) { host, _ in
            let vault = try await host.openVault()
            let client = HTTPClient(rule: .publicOnly, bodyBytesMax: Limits.resumeBytesMax)
            let takeIn = TakeIn(vault: vault, client: client)
            host.react(
                with: reactions(
                    judge: JudgedCriteria.of, takeIn: { event, context in try await takeIn(event, context) }),
                tables: [Opening.table, Screening.table])
        }
    }
}
