import Domain
import Events
import GatewayCore
import Host
import Kafka
import Postgres
import Telemetry

/// What an administrator looks at to see how the house runs. Until it is given more, nothing.
package struct OperationsRecords: Sendable {
    /// Dead letters and reports of all services.
    package var look: @Sendable () async -> OperationsLook = { OperationsLook() }
    /// Who gave back which of these letters.
    package var orders: @Sendable ([LetterPlace]) async throws -> [LetterOrder] = { _ in [] }
    /// What was given back last.
    package var latestOrders: @Sendable (_ countMax: Int) async throws -> [LetterOrder] = { _ in [] }
    /// Applications with a message that failed, the newest first.
    package var failed: @Sendable (_ countMax: Int) async throws -> [ApplicationView] = { _ in [] }

    package init() {}

    static func stored(in database: Database, reading kafka: KafkaSettings, log: Logger) -> OperationsRecords {
        let memory = LookMemory { await OperationsLook.read(kafka, log: log) }
        var records = OperationsRecords()
        records.look = { await memory.look() }
        records.orders = { try await database.query(LetterOrder.of($0)) }
        records.latestOrders = { try await database.query(LetterOrder.latest(countMax: $0)) }
        records.failed = { try await database.query(ApplicationView.withFailedMessages(countMax: $0)) }
        return records
    }
}

/// One reading of the topics at a time, and one for all who ask within a few seconds.
private actor LookMemory {
    private static let memory = Duration.seconds(3)
    private let read: @Sendable () async -> OperationsLook
    private var known: (look: OperationsLook, at: ContinuousClock.Instant)?
    private var reading: Task<OperationsLook, Never>?

    init(_ read: @escaping @Sendable () async -> OperationsLook) { self.read = read }

    func look() async -> OperationsLook {
        if let known, known.at + Self.memory > .now { return known.look }
        if let reading { return await reading.value }
        let task = Task { await read() }
        reading = task
        let look = await task.value
        known = (look, .now)
        reading = nil
        return look
    }
}
