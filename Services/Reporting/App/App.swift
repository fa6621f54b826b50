import Documents
import Host
import Postgres
import ReportingCore
import Sandbox

@main struct App {
    static func main() async {
        await Host.run(
            "reporting", migrations: [Migration("m0001_create_reports", PackageResources.m0001_create_reports_sql)]
        ) { host in
            let isolation = host.settings.string("SANDBOX_ISOLATION", default: "required")
            if let problem = await Sandbox.settle(isolation: isolation, logger: host.logger) {
                host.settings.complain(problem)
            }
            let vault = try await host.openVault()
            let tools = DocumentTools(
                python: host.settings.string("DOCUMENTS_PYTHON", default: ".colloquy/venv-documents/bin/python"))
            let work = try ReportWork(vault: vault, tools: tools)
            host.react(with: reactions(render: work.render), tables: [Report.table])
        }
    }
}
