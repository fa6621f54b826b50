import Documents
import Host
import Postgres
import ReportingCore

@main struct App {
    static func main() async {
        await Host.run(
            "reporting", migrations: [Migration("m0001_create_reports", PackageResources.m0001_create_reports_sql)],
            settings: { config, logger in
                config.checkVault()
                await config.settleSandbox(logger)
                return DocumentTools(
                    python: config.program("DOCUMENTS_PYTHON", default: ".colloquy/venv-documents/bin/python"))
            }
        ) { host, tools in
            let vault = try await host.openVault()
            let work = try ReportWork(vault: vault, tools: tools)
            host.react(with: reactions(render: work.render, forget: work.forget), tables: [Report.table])
        }
    }
}
