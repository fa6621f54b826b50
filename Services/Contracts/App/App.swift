import ContractsCore
import Documents
import Host
import Postgres

@main struct App {
    static func main() async {
        await Host.run(
            "contracts",
            migrations: [Migration("m0001_create_contract_files", PackageResources.m0001_create_contract_files_sql)],
            settings: { config, logger in
                config.checkVault()
                await config.settleSandbox(logger)
                return ContractSettings(config)
            }
        ) { host, settings in
            let vault = try await host.openVault()
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
