import Host
import NotificationCore
import Postgres

@main struct App {
    static func main() async {
        await Host.run(
            "notification",
            migrations: [Migration("m0001_create_correspondences", PackageResources.m0001_create_correspondences_sql)],
            settings: { config, _ in
                config.checkVault()
                return try MailSettings(config)
            }
        ) { host, settings in
            let vault = try await host.openVault()
            let room = MailRoom(settings: settings, vault: vault, writer: try LetterWriter(settings))
            host.react(
                with: reactions(
                    hrLanguage: settings.hrLanguage,
                    // One line for each channel.
                    channels: [
                        Channel(Channel.mail, deliver: room.deliver)
                    ]),
                tables: [Correspondence.table, Job.table])
        }
    }
}
