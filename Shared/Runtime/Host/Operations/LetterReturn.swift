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

/// Takes a dead letter of this service up again: looks for it in the topic and parks what it was, under an identity that follows
/// from the letter, so that it is done once however often it is given back. Nothing goes out to its old topic: no other service
/// sees it again.
final class LetterReturn: Sendable {
    struct Found: Sendable {
        let key: String
        let headers: [Header]
        let value: [UInt8]

        /// The last header of that name.
        func text(_ name: String) -> String? {
            headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }

        var isSealed: Bool { text(DeadLetter.sealedHeader) == "1" }
    }

    private let kafka: KafkaSettings
    private let database: Database
    private let sealer: Sealer
    private let log: Logger
    private let now: @Sendable () -> Instant
    /// The table of this service, once it is known: the row that calls this is one of it.
    private let reading = Mutex<RecordReading?>(nil)

    private static let secondsMax = 30

    init(
        _ kafka: KafkaSettings, _ database: Database, _ sealer: Sealer, log: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.kafka = kafka
        self.database = database
        self.sealer = sealer
        self.log = log
        self.now = now
    }

    func know(_ reactor: Reactor) { reading.withLock { $0 = RecordReading(reactor) } }

    func callAsFunction(_ event: LetterReplayRequested, _ context: ActivityContext) async throws -> GivenBackLetter {
        let place = event.place
        guard let letter = try await find(place) else { return GivenBackLetter(taking: .gone, takenAt: now()) }
        // A key that is not here is trouble of ours: the letter waits for it.
        let value = letter.isSealed ? try sealer.open(letter.value) : letter.value
        guard let item = item(letter, value, place) else {
            return GivenBackLetter(taking: .unreadable, takenAt: now())
        }
        let sealer = sealer
        let isNew = try await !database.query(
            ParkedWork.parking(item, schema: place.service, seal: { try sealer.seal($0) })
        ).isEmpty
        return GivenBackLetter(
            taking: isNew ? .taken : .repeated, itemID: item.id.description, inboxID: item.cause.inboxID.description,
            takenAt: now())
    }

    private func find(_ place: LetterPlace) async throws -> Found? {
        let (kafka, log) = (kafka, log)
        let topic = Topic.deadLetters(of: place.service).name
        return try await onOwnThread {
            Result {
                var found: Found?
                try TopicReader(kafka, log: log).read(
                    from: { $0 == topic ? .record(partition: place.partition, offset: place.offset) : nil },
                    timeoutMilliseconds: Self.secondsMax * 1_000
                ) { record in
                    // What is gone makes the reader begin at what is left.
                    if record.offset == place.offset {
                        found = Found(
                            key: String(decoding: record.key, as: UTF8.self),
                            headers: record.headers.map { Header($0.name, $0.value) }, value: Array(record.value))
                    }
                    return false
                }
                return found
            }
        }.get()
    }

    private func item(_ letter: Found, _ value: [UInt8], _ place: LetterPlace) -> ParkedItem? {
        guard letter.text(DeadLetter.topicHeader) != nil else {
            var item = DeadLetter.work(
                letter.headers, key: letter.key, value: value, isPersonal: letter.isSealed, letter: "\(place)",
                now: now())
            item?.headers = [Header("\(DeadLetter.replayHeader)", "\(place)")]
            return item
        }
        return reading.withLock { $0 }?.parked(letter, value, place, now: now())
    }
}
