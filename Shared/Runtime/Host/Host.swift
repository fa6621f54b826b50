import Domain
import Encoding
import Events
import Flow
import FoundationEssentials
import Glibc
import HTTP
import JSON
import Kafka
import Kernel
import Postgres
import Synchronization
import Telemetry
import Threads
import Vault

/// What every service gets: settings, database, consumption, relay, activities, timers, probes and an orderly end.
package final class Host: Sendable {
    package let service: String
    package let settings: ConfigReader
    package let logger: Logger
    package let database: Database
    /// Seals what is personal where it must be put down outside of the vault.
    package let sealer: Sealer
    let values: HostSettings
    private let setUp = Mutex(SetUp())
    private let engine = Mutex<Engine?>(nil)

    struct SetUp {
        var reactions: [Reaction] = []
        var tables: [Table] = []
        var routers: [@Sendable () -> Server] = []
        var onEnding: [@Sendable () -> Void] = []
        var onStop: [@Sendable () async -> Void] = []
        var upkeeps: [Upkeep] = []
        var retention: ServiceReport.Retention?
    }

    init(
        service: String, settings: ConfigReader, values: HostSettings, sealer: Sealer, logger: Logger,
        database: Database
    ) {
        self.service = service
        self.settings = settings
        self.values = values
        self.sealer = sealer
        self.logger = logger
        self.database = database
    }

    /// The table of this service and how its states are stored. Call it once, before the set-up ends.
    package func react(with reactions: [Reaction], tables: [Table]) {
        setUp.withLock {
            $0.reactions += reactions
            $0.tables += tables
        }
    }

    /// Serves these routes to the outside.
    package func serve(_ router: Router, host: String, port: UInt16, limits: ServerLimits = ServerLimits()) {
        let logger = logger
        let metrics = RequestMetrics()
        setUp.withLock {
            $0.routers.append {
                Server(
                    router, host: host, port: port, limits: limits,
                    observe: { observation in
                        let (count, seconds) = metrics.found(observation.route, observation.status)
                        count.increment()
                        seconds.record(observation.duration)
                    },
                    complain: { sentence in
                        logger.notice("HTTP library notice", metadata: ["notice": .string(sentence)])
                    })
            }
        }
    }

    /// Opens the vault, where this service's activities read and write what is personal, and looks after it meanwhile.
    package func openVault() async throws -> Vault {
        let vault = try await Vault.open(
            VaultSettings { settings.optional($0) }, database: database, actor: service, now: Host.now)
        let sealing = AuditSealing(vault, log: logger)
        recurring("seal-audit", every: .seconds(values.auditSealSeconds)) { try await sealing.turn() }
        return vault
    }

    /// Takes down what was deleted because its time is over, for whoever looks after the service.
    package func note(_ retention: ServiceReport.Retention) { setUp.withLock { $0.retention = retention } }

    /// For how long what was seen is known: other records of what was seen need not be kept longer.
    package var inboxDays: Int { values.inboxDays }

    /// Runs a body again and again while the service runs, with a pause in between; a failure is logged, and the next turn
    /// tries again. Every process of the service does it: what must not be done twice at a time takes a lock.
    package func recurring(_ name: String, every pause: Duration, _ body: @escaping @Sendable () async throws -> Void) {
        let upkeep = Upkeep(name, every: pause, log: logger, body)
        setUp.withLock { $0.upkeeps.append(upkeep) }
    }

    /// Runs when the service is told to end, before anything is waited for: what would go on by itself ends at once.
    package func onEnding(_ body: @escaping @Sendable () -> Void) { setUp.withLock { $0.onEnding.append(body) } }

    /// Runs when the service ends, after its work has ended.
    package func onStop(_ body: @escaping @Sendable () async -> Void) {
        setUp.withLock { $0.onStop.append(body) }
    }

    /// The wall clock, to the millisecond.
    package func clock() -> Instant { Host.now() }

    /// The same for programs that are no service.
    package static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(millisecondsSinceEpoch: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Gives something that came from outside to the row that accepts it, through the lane of its key, and waits for the
    /// commit. The same `idempotencyKey` again is a duplicate. Throws `HostBusy` when too much waits or the service ends.
    package func submit(
        _ body: some Submission, key: String, idempotencyKey: String, traceparent: String? = nil
    ) async throws -> Outcome {
        let name = type(of: body).name
        guard let engine = engine.withLock({ $0 }) else { throw HostBusy() }
        let bytes = try JSON.encode(body)
        guard let route = engine.reactor.route(name) else { preconditionFailure("nothing accepts \(name)") }
        let cause = Cause.stimulus("\(service)/\(name)/\(idempotencyKey)", now: clock(), traceparent: traceparent)
        return try await withCheckedThrowingContinuation { continuation in
            let arrival = Arrival(
                route: route, cause: cause, key: key, bytes: bytes, origin: .submission,
                completion: { outcome in
                    if outcome == .stale {
                        continuation.resume(throwing: HostBusy())
                    } else {
                        continuation.resume(returning: outcome)
                    }
                })
            if !engine.deliver(LaneInbox.Handover(arrival: arrival)) { continuation.resume(throwing: HostBusy()) }
        }
    }

    func start(_ engine: Engine) { self.engine.withLock { $0 = engine } }
}

/// Too much waits, or the service is about to end: try again later.
package struct HostBusy: Classified, CustomStringConvertible {
    package init() {}
    package var kind: FailureKind { .environment }
    package var description: String { "the service takes no more for now" }
}

extension Host {
    /// Runs a service from settings to an orderly end, and ends the process: 0 after SIGTERM, 78 for wrong settings, 1 when it
    /// could not start. All settings are read before anything else is touched, then the schema is brought up to date.
    ///
    /// - Parameter read: reads the settings of this service alone and gathers what is wrong with them.
    package static func run<Settings: Sendable>(
        _ service: String, migrations: [Migration], arguments: [String] = Array(CommandLine.arguments.dropFirst()),
        settings read: @Sendable (ConfigReader, Logger) async throws -> Settings,
        setUp: @Sendable (Host, Settings) async throws -> Void
    ) async -> Never {
        guard !arguments.contains("--help"), !arguments.contains("-h") else {
            complain(
                "\(service) is a service of Colloquy. It takes its settings from the environment or as --name=value; "
                    + ".env.example lists them, docs/running.md says how to run it.")
            exit(0)
        }
        let config = ConfigReader(arguments: arguments, environment: ProcessInfo.processInfo.environment)
        do {
            try await run(service, migrations, config, read, setUp)
            exit(0)
        } catch let error as InvalidSettings {
            endAtOnce(status: 78, "\(service): \(harmlessDescription(of: error))")
        } catch {
            endAtOnce(status: 1, "\(service): could not start: \(harmlessDescription(of: error))")
        }
    }

    /// A service that has no settings but those of every service.
    package static func run(
        _ service: String, migrations: [Migration], arguments: [String] = Array(CommandLine.arguments.dropFirst()),
        setUp: @Sendable (Host) async throws -> Void
    ) async -> Never {
        await run(
            service, migrations: migrations, arguments: arguments, settings: { _, _ in },
            setUp: { host, _ in try await setUp(host) })
    }

    private static func run<Settings: Sendable>(
        _ service: String, _ migrations: [Migration], _ config: ConfigReader,
        _ read: @Sendable (ConfigReader, Logger) async throws -> Settings,
        _ setUp: @Sendable (Host, Settings) async throws -> Void
    ) async throws {
        // Signals are listened to from the first moment on. Before anything is in work there is nothing to finish, whatever a
        // database that is away is waited for.
        let stage = Stage()
        let end = Task {
            let number = await Signals.wait()
            if !stage.isServing.load(ordering: .acquiring) { endAtOnce(status: 0) }
            return number
        }
        if config.bool("MIGRATE_ONLY", default: false) { return try await migrateOnly(service, migrations, config) }
        let values = HostSettings(config)
        let keys = config.secret("VAULT_KEK")
        if !keys.isEmpty { do { _ = try KeyRing(keys) } catch { config.complain(harmlessDescription(of: error)) } }
        LoggingSystem.bootstrap(service: service, level: values.logLevel)
        let logger = Logger(label: service)
        let own = try await gathered(config) { try await read(config, logger) }
        try config.check()
        warnOfStrangers(config, logger)
        let sealer = Sealer(try KeyRing(keys))
        try await greetBroker(values.kafka(clientID: "colloquy-\(service)"), log: logger)
        try await migrate(service, migrations, values.postgresURL, logger)
        let database = Database(
            .init(
                url: values.postgresURL, name: service, schema: service,
                connectionCount: max(1, values.connectionCount - 1), prologue: Database.byIndex))
        let host = Host(
            service: service, settings: config, values: values, sealer: sealer, logger: logger, database: database)
        do { try await setUp(host, own) } catch VaultError.misconfigured(let sentence) { config.complain(sentence) }
        let sealed = try await database.query(ParkedWork.sealedPrefixes(byteCount: Sealer.versionByteCount))
        if let sentence = sealer.lack(of: sealed, what: "parked records of \(service)") { config.complain(sentence) }
        try config.check()
        stage.isServing.store(true, ordering: .releasing)
        try await host.serveUntil { await end.value }
    }

    private final class Stage: Sendable {
        let isServing = Atomic<Bool>(false)
    }

    /// Reads the service's own settings; words of the command line that nobody knows are told in the same breath.
    private static func gathered<Settings>(_ config: ConfigReader, _ read: () async throws -> Settings) async throws
        -> Settings
    {
        do {
            let own = try await read()
            config.complainOfUnknownWords()
            return own
        } catch let error as InvalidSettings {
            config.complainOfUnknownWords(besides: KnownSettings.names)
            try config.check()
            throw error
        }
    }

    private static func warnOfStrangers(_ config: ConfigReader, _ logger: Logger) {
        for stranger in config.strangers {
            logger.warning(
                "A name in the environment looks like a setting and is none",
                metadata: ["name": .string(stranger), "near": .string(KnownSettings.nearest(to: stranger) ?? "-")])
        }
    }

    /// What `colloquy migrate` asks of each service: it needs the database's address and no other setting.
    private static func migrateOnly(_ service: String, _ migrations: [Migration], _ config: ConfigReader) async throws {
        let url = config.databaseAddress("POSTGRES_URL")
        try config.check()
        LoggingSystem.bootstrap(service: service, level: .notice)
        try await migrate(service, migrations, url, Logger(label: service))
        _ = try await onOwnThread { Result { try Vault.migrate(url) } }.get()
    }

    private static func migrate(_ service: String, _ migrations: [Migration], _ url: String, _ logger: Logger)
        async throws
    {
        // Services and database start together: the database gets half a minute to answer.
        let deadline = Deadline(milliseconds: 30_000)
        while true {
            let outcome = await onOwnThread {
                Result {
                    try SessionCheck.run(url)
                    let connection = try Connection(url, name: "\(service)-migrate")
                    return try Migrator.run(KernelTables.migrations + migrations, schema: service, on: connection)
                }
            }
            do {
                let done = try outcome.get()
                if !done.isEmpty {
                    logger.notice(
                        "Schema brought up to date", metadata: ["steps": .string(done.joined(separator: " "))])
                }
                return
            } catch let error as LentSessions {
                throw InvalidSettings(problems: ["POSTGRES_URL: \(harmlessDescription(of: error))"])
            } catch let error as PostgresError where error.isConnectionLost && deadline.remainingMilliseconds > 0 {
                logger.notice("Waiting for the database", metadata: ["error": .string(harmlessDescription(of: error))])
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private func serveUntil(_ end: () async -> Int32) async throws {
        let pruning = HourlyPruning(database, days: values.inboxDays, logger: logger)
        recurring("prune", every: .seconds(3600)) { try await pruning.turn() }
        let plan = setUp.withLock { $0 }
        let letters = LetterReturn(
            kafka(clientID: "colloquy-\(service)-letters"), database, sealer, log: logger, now: Host.now)
        let reactor = Reactor(
            service: service,
            reactions: plan.reactions + [givesBack(service) { try await letters($0, $1) }])
        letters.know(reactor)
        let engine = try Engine(
            service: service, values: values, reactor: reactor, tables: plan.tables + [GivenBackLetter.table],
            database: database, sealer: sealer, log: logger)
        if let problem = InboxTerm.problem(days: values.inboxDays, reading: engine.reactor.topics, service: service) {
            throw InvalidSettings(problems: [problem])
        }
        try await onThread { try engine.start() }
        start(engine)
        let upkeeps = plan.upkeeps + [telling(of: engine)]
        for upkeep in upkeeps { upkeep.start() }
        let database = database
        let probes = Probes(
            problems: {
                var found = engine.problems
                do { _ = try await database.query(Statement("SELECT 1", read: { $0.int(0) })) } catch {
                    found.append("the database does not answer")
                }
                return found
            }, notes: { await engine.waiting.sentences() }, refresh: { await engine.refreshMetrics() })
        let health = Server(probes.router, host: values.healthHost, port: values.healthPort)
        let healthPort = try health.start()
        let servers = plan.routers.map { $0() }
        var ports: [String] = []
        for server in servers { ports.append("\(try server.start())") }
        logger.notice(
            "Started",
            metadata: ["health.port": .integer(Int(healthPort)), "http.port": .string(ports.joined(separator: ","))])
        let number = await end()
        logger.notice("Ending", metadata: ["signal": .integer(Int(number))])
        for body in plan.onEnding { body() }
        for server in servers { await server.stop(deadline: .milliseconds(values.shutdownMilliseconds / 4)) }
        for upkeep in upkeeps { await upkeep.stop() }
        await engine.stop()
        for body in plan.onStop { await body() }
        await health.stop(deadline: .seconds(1))
        await onOwnThread { database.close() }
        logger.notice("Ended")
    }

    /// Every few seconds this service says how it is, if that changed.
    private func telling(of engine: Engine) -> Upkeep {
        let (service, topic) = (service, Topic.operations(of: service))
        let telling = OperationsTelling(
            service: service, database: database, work: engine.work,
            retention: { self.setUp.withLock { $0.retention } }, now: Host.now,
            tell: { try await engine.tell(topic, key: service, $0) })
        return Upkeep("tell-operations", every: .seconds(10), log: logger) { try await telling.turn() }
    }

    private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await onOwnThread { Result { try body() } }.get()
    }

    static func processName() -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in bytes.indices { bytes[index] = UInt8.random(in: .min ... .max) }
        return "\(getpid())-" + Hex.encode(bytes)
    }

    /// Ends without taking down what threads of the libraries still use.
    static func endAtOnce(status: Int32, _ sentence: String? = nil) -> Never {
        if let sentence { complain(sentence) }
        _exit(status)
    }

    private static func complain(_ sentence: String) {
        let line = Array((sentence + "\n").utf8)
        _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    }
}

extension Host {
    /// How a client of this service reaches the broker. `clientID` is for the broker's logs.
    package func kafka(clientID: String) -> KafkaSettings { values.kafka(clientID: clientID) }

    /// Tells at the start what would otherwise be a wait without end: a broker that refuses us, or a certificate of its that we
    /// refuse. A broker that is away is waited for, as it is later.
    private static func greetBroker(_ kafka: KafkaSettings, log: Logger) async throws {
        try await onOwnThread {
            Result {
                let cluster = try Cluster(kafka, log: log)
                defer { cluster.close() }
                do throws(KafkaError) { _ = try cluster.describe(timeoutMilliseconds: 3000) } catch {
                    if error.isRefusal { throw InvalidSettings(problems: [error.description]) }
                    log.notice("The broker does not answer yet", metadata: ["kafka.error": .string(error.description)])
                }
            }
        }.get()
    }
}
