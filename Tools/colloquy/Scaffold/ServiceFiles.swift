/// The files of a new service: it follows applications from their admission to their end, and says so in a table.
enum ServiceFiles {
    static func all(of name: ServiceName) -> [(path: String, text: String)] {
        let folder = "Services/\(name.type)"
        return [
            ("\(folder)/Core/Reactions.swift", reactions(name)),
            ("\(folder)/Core/Application.swift", state(name)),
            ("\(folder)/App/App.swift", app(name)),
            ("\(folder)/App/Migrations/m0001_create_applications.sql", migration(name)),
            ("Tests/Services/\(name.type)CoreTests/ReactionsTests.swift", tests(name)),
        ]
    }

    private static func reactions(_ name: ServiceName) -> String {
        """
        import Events
        import Flow

        /// What \(name) does.
        // swift-format-ignore
        package let reactions: [Reaction] = [
            on(ApplicationAdmitted.self, noteAdmission),
            on(ApplicationClosed.self,   noteClosing),
        ]

        """
    }

    private static func state(_ name: ServiceName) -> String {
        """
        import Domain
        import Events
        import Flow

        /// What \(name) knows of an application, under the application's identifier.
        package struct Application: Codable, Sendable, Hashable {
            package var jobID: JobID
            package var isClosed: Bool
        }

        /// Order does not hold between topics: the end may be known before the beginning.
        func noteAdmission(
            _ event: ApplicationAdmitted, _ application: Application?, _ cause: Cause
        ) throws(Refusal) -> Decision<Application> {
            Decision(Application(jobID: event.jobID, isClosed: application?.isClosed ?? false))
        }

        func noteClosing(
            _ event: ApplicationClosed, _ application: Application?, _ cause: Cause
        ) throws(Refusal) -> Decision<Application> {
            Decision(Application(jobID: event.jobID, isClosed: true))
        }

        """
    }

    private static func app(_ name: ServiceName) -> String {
        """
        import Host
        import Postgres
        import \(name.type)Core

        @main struct App {
            static func main() async {
                await Host.run(
                    "\(name)",
                    migrations: [Migration("m0001_create_applications", PackageResources.m0001_create_applications_sql)]
                ) { host in
                    host.react(with: reactions, tables: [Table("applications", of: Application.self)])
                }
            }
        }

        """
    }

    private static func migration(_ name: ServiceName) -> String {
        """
        CREATE TABLE applications (
            key text PRIMARY KEY,
            version bigint NOT NULL,
            state json NOT NULL,
            updated_at timestamptz NOT NULL DEFAULT now()
        );

        COMMENT ON TABLE applications IS 'What \(name) knows of each application.
        Written: by \(name), with each fact of an application.
        Deleted: never; nothing personal is in it.';

        """
    }

    private static func tests(_ name: ServiceName) -> String {
        """
        import Events
        import Flow
        import FlowTesting
        import \(name.type)Core
        import Testing

        struct ReactionsTests {
            @Test(arguments: [false, true])
            func `an application is followed to its end, in whatever order the two facts arrive`(endFirst: Bool) throws {
                let scenario = Scenario("\(name)", reactions)
                let admitted = ApplicationAdmitted.samples[0]
                var closed = ApplicationClosed.samples[0]
                closed.applicationID = admitted.applicationID
                let state = { try scenario.state(Application.self, admitted.key) }
                if endFirst {
                    try scenario.when(closed)
                    try scenario.when(admitted)
                } else {
                    try scenario.when(admitted)
                    #expect(try state()?.isClosed == false)
                    try scenario.when(closed)
                }
                #expect(try state()?.isClosed == true)
            }
        }

        """
    }
}
