import Domain
import Events
import Flow
import Glibc
import HTTP
import JSON
import Kernel
import Postgres
import Synchronization
import Telemetry
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
    let setUp = Mutex(SetUp())
    private let engine = Mutex<Engine?>(nil)

    struct SetUp {
        var reactions: [Reaction] = []
        var tables: [Table] = []
        var routers: [@Sendable () -> Server] = []
        var onStop: [@Sendable () async -> Void] = []
        var upkeeps: [Upkeep] = []
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

    /// For how long what was seen is known: other records of what was seen need not be kept longer.
    package var inboxDays: Int { values.inboxDays }

    /// Runs a body again and again while the service runs, with a pause in between; a failure is logged, and the next turn
    /// tries again. Every process of the service does it: what must not be done twice at a time takes a lock.
    package func recurring(_ name: String, every pause: Duration, _ body: @escaping @Sendable () async throws -> Void) {
        let upkeep = Upkeep(name, every: pause, log: logger, body)
        setUp.withLock { $0.upkeeps.append(upkeep) }
    }

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
            if !engine.deliver(Mailbox.Sealed(arrival: arrival)) { continuation.resume(throwing: HostBusy()) }
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
