import Host
import Postgres
import WorkflowCore

@main struct App {
    static func main() async {
        await Host.run(
            "workflow",
            migrations: [Migration("m0001_create_applications", PackageResources.m0001_create_applications_sql)]
        ) { host in
            host.react(with: reactions, tables: [Job.table, Application.table])
        }
    }
}
