import FoundationEssentials
import Glibc

/// The whole system on one machine: local environment, mail sink, topics, services.
@MainActor struct LocalHouse {
    let place: Place
    let site: Site
    /// The services that were started.
    private let names: [String]
    private let environment: LocalEnvironment
    private let mailSink: Child
    private let fleet: Fleet

    /// Starts everything, runs the body and stops everything, however the body ends. 130 when someone interrupts.
    static func open(
        name: String, fresh: Bool, durable: Bool, only: [String] = [], _ body: @MainActor (LocalHouse) throws -> Int32
    ) throws -> Int32 {
        Interrupt.listen()
        var place = try Place(name: name)
        let lock = try PlaceLock(place)
        defer { withExtendedLifetime(lock) {} }
        if fresh {
            try place.clear()
            place = try Place(name: name)
        }
        do {
            let environment = try LocalEnvironment.start(in: place, durable: durable)
            defer { environment.stop() }
            let site = try Site(environment)
            let mailSink = try MailSink.start(in: place, port: site.mailPort)
            defer { mailSink.stop(millisecondsMax: 5000) }
            try makeTopics(environment)
            let fleet = Fleet(site: site, place: place, only: only)
            defer { fleet.stop() }
            let begin = Uptime.milliseconds
            try fleet.start()
            let names = only.isEmpty ? Services.names : only
            let door = names.contains("gateway") ? "; the gateway is at \(site.publicURL)" : ""
            Progress.step("\(names.count) services are ready\(door)", since: begin)
            return try body(
                LocalHouse(
                    place: place, site: site, names: names, environment: environment, mailSink: mailSink, fleet: fleet))
        } catch let interrupted as Interrupted {
            Progress.note("interrupted; everything is stopped")
            return 128 + interrupted.signal
        }
    }

    private static func makeTopics(_ environment: LocalEnvironment) throws {
        let begin = Uptime.milliseconds
        var variables = ProcessInfo.processInfo.environment
        variables.merge(environment.variables) { _, new in new }
        try Child.run(
            .init(
                name: "colloquy topics", command: [OwnProgram.path, "topics"], environment: variables,
                log: environment.place.log("topics")),
            millisecondsMax: 60_000)
        Progress.step("topics are there", since: begin)
    }

    /// Looks after the services for a moment; call it in a loop.
    func tend() throws {
        try Interrupt.sleep(milliseconds: 50)
        if let ended = environment.ended ?? (mailSink.isRunning ? nil : mailSink) {
            throw LocalFailure("\(ended.name) ended", log: ended.log)
        }
        try fleet.tend()
    }

    /// Says how to look around.
    func describe() {
        say("")
        if names.contains("gateway") {
            say(
                "  console        \(site.publicURL)/hr   (ask somebody in: colloquy staff invite NAME --role hr --at \(place.name))"
            )
            say("  API            \(site.publicURL)/openapi.json   (API key of role hr: \(site.apiKeys["hr"] ?? ""))")
        }
        say("  mails          \(place.mail)")
        say("  logs           \(place.logs)")
        say("  database       psql \(environment.cluster.url(role: "postgres"))")
        say("  topics         kcat -b \(environment.broker.bootstrapServers) -L")
        say("  everything     \(place.root)/environment.json")
        say("")
    }
}
