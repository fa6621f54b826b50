import Domain
import Events
import Flow
import Kafka
import Kernel
import Postgres
import Synchronization
import Telemetry
import Threads
import Vault

/// Consumer, lanes, relay and runner of one service, wired and in order of start and stop.
final class Engine: Sendable {
    let reactor: Reactor
    private let values: HostSettings
    private let log: Logger
    private let relay: Relay
    private let drain: OrphanDrain
    private let vacuum: OutboxVacuum
    private let consumer: Consumer?
    private let lanes: [Lane]
    private let runner: ActivityRunner
    private let attendance: Attendance
    let work: ParkedWork
    private let leasing: Database
    let waiting: WaitingWork
    private let patrol = Mutex<Task<Void, Never>?>(nil)

    /// Throws `PostgresError` or `KafkaError` when database or broker refuse.
    init(
        service: String, values: HostSettings, reactor: Reactor, tables: [Table], database: Database, sealer: Sealer,
        log: Logger, patienceMilliseconds: Int64 = Attendance.patienceMilliseconds
    ) throws {
        self.reactor = reactor
        self.values = values
        self.log = log
        let owner = EventID.stimulus("\(service)/\(Host.processName())", at: Host.now())
        let kafka = values.kafka(clientID: "colloquy-\(service)")
        var sending = ProducerSettings()
        sending.lingerMilliseconds = values.lingerMilliseconds
        sending.compression = values.compression
        let vacuum = OutboxVacuum(url: values.postgresURL, service: service, log: log)
        self.vacuum = vacuum
        relay = try Relay(kafka, sending, log: log, published: { vacuum.note(byteCount: $0) })
        let drain = OrphanDrain(
            owner: OutboxOwner(owner, url: values.postgresURL, service: service), relay: relay, log: log)
        self.drain = drain
        let leasing = Engine.makeLeasing(service, values)
        self.leasing = leasing
        work = Engine.makeWork(leasing, sealer, log)
        waiting = WaitingWork(work)
        consumer = try Engine.makeConsumer(service, values, reactor, kafka, drain, log)
        let seal: @Sendable ([UInt8]) throws -> [UInt8] = { try sealer.seal($0) }
        let runnerBox = RunnerBox()
        let (relay, consumer) = (relay, consumer)
        let lanes = (0..<values.laneCount).map { index in
            let ledger = PostgresLedger(
                PostgresLedger.Settings(
                    url: values.postgresURL, service: service, owner: owner, lane: index, tables: tables),
                reactor: reactor, seal: seal)
            return Lane(
                Lane.Parts(
                    index: index, reactor: reactor, batchCountMax: values.batchCountMax,
                    batchBytesMax: values.batchBytesMax,
                    publish: { try relay.publish($0, acknowledged: $1) }, clock: Host.now,
                    sleep: { OwnThread.sleep(milliseconds: $0) }, log: log, poke: { runnerBox.poke() }),
                ledger: ledger, source: consumer.map { TopicSource($0, lane: index, RecordReading(reactor)) })
        }
        self.lanes = lanes
        let check = TopicCheck(
            kafka: kafka, topics: reactor.topics.map(\.name), partitionCount: values.partitionCount, log: log)
        let attendance = Attendance(
            consumer, patienceMilliseconds: patienceMilliseconds,
            admit: {
                do { try check.run() } catch let error as InvalidSettings {
                    Host.endAtOnce(status: 78, "\(service): \(harmlessDescription(of: error))")
                }
            }, lostSince: { lanes.map(\.lostSince) },
            clock: Host.now, log: log)
        self.attendance = attendance
        runner = ActivityRunner(
            ActivityRunner.Parts(
                reactor: reactor, work: work, settings: values,
                awaitedTables: tables.filter { reactor.referenceKinds.contains($0.kind) }.map(\.name).sorted(),
                clock: Host.now, log: log, mayLease: { attendance.isPresent },
                deliver: { Engine.deliver($0, lanes, values) }))
        runnerBox.set(runner)
    }

    /// One connection of the pool is for leases: they and heartbeats never queue behind what activities ask.
    private static func makeLeasing(_ service: String, _ values: HostSettings) -> Database {
        Database(
            .init(
                url: values.postgresURL, name: "\(service)-leases", schema: service, connectionCount: 1,
                prologue: ParkedWork.prologue))
    }

    private static func makeWork(_ leasing: Database, _ sealer: Sealer, _ log: Logger) -> ParkedWork {
        ParkedWork(
            leasing, unseal: { try sealer.open($0) },
            isKeyMissing: { if case VaultError.missingKey = $0 { true } else { false } },
            isUnreadable: { Engine.noteUnreadable($0, log) })
    }

    private static func makeConsumer(
        _ service: String, _ values: HostSettings, _ reactor: Reactor, _ kafka: KafkaSettings, _ drain: OrphanDrain,
        _ log: Logger
    ) throws -> Consumer? {
        let topics = reactor.topics.map(\.name)
        guard !topics.isEmpty else { return nil }
        var hooks = Consumer.Hooks()
        hooks.onAssigned = { places in
            drain.run()
            Metric.partitionsAssigned.set(places.count)
        }
        hooks.onRevoked = { _ in Metric.partitionsAssigned.set(0) }
        hooks.onFailure = { error in
            log.critical(
                "The consumer cannot be used any more", metadata: ["error": .string(harmlessDescription(of: error))])
            // A new process starts over; nothing that was recorded is lost.
            Host.endAtOnce(status: 70)
        }
        return try Consumer(
            kafka,
            ConsumerSettings(
                group: service, topics: topics, laneCount: values.laneCount, memberID: values.kafkaMemberID), log: log,
            hooks: hooks)
    }

    private static func noteUnreadable(_ row: ParkedWork.Unreadable, _ log: Logger) {
        Metric.unreadable.increment()
        log.error(
            "Parked work cannot be read and waits",
            metadata: [
                "parked.id": .string(row.id.description), "name": .string(row.name), "key": .string(row.key),
                "reason": .string(row.reason),
            ])
    }

    /// Says something on a topic of this service's own that follows from no decision.
    func tell(_ topic: Topic, key: String, _ value: [UInt8]) async throws {
        let relay = relay
        try await onOwnThread { Result { try relay.tell(topic, key: key, value) } }.get()
    }

    /// Gives an arrival to the lane of its key.
    func deliver(_ handover: LaneInbox.Handover) -> Bool { Engine.deliver(handover, lanes, values) }

    private static func deliver(_ handover: LaneInbox.Handover, _ lanes: [Lane], _ values: HostSettings) -> Bool {
        let lane = partition(of: handover.arrival.key, count: values.partitionCount) % lanes.count
        return lanes[lane].inbox.put(handover)
    }

    /// Publishes what was left, then starts lanes, consumption and the runner.
    func start() throws {
        try drain.hold()
        drain.run()
        vacuum.start()
        for lane in lanes { lane.start() }
        attendance.start()
        runner.start()
        let drain = drain
        // The lock of this process is held again when its session was cut, and others' orphans are looked for.
        let patrol = Task.detached {
            while true {
                do { try await Task.sleep(for: .seconds(5)) } catch { return }
                await onOwnThread { drain.run() }
            }
        }
        self.patrol.withLock { $0 = patrol }
    }

    var problems: [String] {
        var found: [String] = []
        if let consumer, consumer.assignment.isEmpty {
            let trouble = consumer.trouble.map { ": \($0)" } ?? ""
            found.append("no partition is assigned yet\(trouble)")
        }
        found += lanes.compactMap(\.trouble)
        if let problem = attendance.problem { found.append(problem) }
        if !lanes.allSatisfy(\.isHealthy) { found.append("transactions fail at present") }
        return found
    }

    func refreshMetrics() async {
        if let bytes = Allocator.allocatedBytes { Metric.allocatedBytes.set(bytes) }
        if let count = try? await work.count() { Metric.parked.set(count) }
        if let count = try? await work.unreadableCount() { Metric.parkedUnreadable.set(count) }
        await waiting.refreshMetrics()
    }

    /// Intake first, then what is in work, then what is to be published. Nothing that was acknowledged is lost: what could not be
    /// published stays in the outbox for the next process.
    func stop() async {
        let budget = values.shutdownMilliseconds
        let patrol = patrol.withLock { $0 }
        patrol?.cancel()
        await patrol?.value
        let attendance = attendance
        await onOwnThread { attendance.stop() }
        await runner.stop(milliseconds: budget / 2)
        let (lanes, relay, consumer, vacuum, leasing) = (lanes, relay, consumer, vacuum, leasing)
        await onOwnThread {
            for lane in lanes { lane.stop() }
            if !relay.flush(milliseconds: budget / 4) {
                self.log.warning("Some facts stay in the outbox for the next process")
            }
            for lane in lanes { lane.sweepAtEnd() }
            consumer?.close()
            relay.close(milliseconds: 1000)
            // Last: nothing of the above may wait for a database that is slow to answer a VACUUM.
            vacuum.stop()
            leasing.close()
        }
    }
}
