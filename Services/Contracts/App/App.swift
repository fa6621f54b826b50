import ContractsCore
import Documents
import Host
import Postgres
import Sandbox

@main struct App {
    static func main() async {
        await Host.run(
            "contracts",
            migrations: [Migration("m0001_create_contract_files", PackageResources.m0001_create_contract_files_sql)]
        ) { host in
            let isolation = host.settings.string("SANDBOX_ISOLATION", default: "required")
            if let problem = await Sandbox.settle(isolation: isolation, logger: host.logger) {
                host.settings.complain(problem)
            }
            let vault = try await host.openVault()
            let settings = ContractSettings(host.settings)
            let room = try DocumentRoom(vault: vault, settings: settings)
            host.react(
                with: reactions(
                    ContractActivities(
                        renderOffer: room.renderOffer, draftContract: room.draftContract,
                        signContract: room.signContract,
                        archiveContract: room.archiveContract)),
                tables: [ContractFile.table])
        }
    }
}
