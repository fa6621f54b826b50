import Foundation
import Kafka
import Testing

/// A group member with a thread per lane that notes what it gets, as a service's lanes would.
final class Reader: @unchecked Sendable {
    // Sendable by hand: what threads share is under the lock.
    struct Note: Equatable {
        let place: TopicPartition
        let offset: Int64
        let key: String
        let value: String
    }

    let consumer: Consumer
    private let lock = NSLock()
    private var notes: [Note] = []
    private var revocations = 0
    private var isWorkingWhileRevoked = false
    private var working = 0
    private var isStopping = false
    private var threads: [Thread] = []
    private let ended = DispatchGroup()
    private let workMicroseconds: UInt32

    init(
        _ kafka: KafkaSettings, group: String, topics: [String], laneCount: Int = 2,
        countMax: Int = 100, workMicroseconds: UInt32 = 0, memberID: String? = nil, sessionSeconds: Int = 6
    ) throws {
        self.workMicroseconds = workMicroseconds
        let box = Box()
        var hooks = Consumer.Hooks()
        hooks.onRevoked = { _ in box.reader?.revoked() }
        var settings = ConsumerSettings(group: group, topics: topics, laneCount: laneCount, memberID: memberID)
        settings.sessionTimeoutMilliseconds = sessionSeconds * 1000
        consumer = try Consumer(kafka, settings, log: quiet, hooks: hooks)
        box.reader = self
        for lane in consumer.lanes {
            ended.enter()
            let thread = Thread { [self] in
                while !lock.withLock({ isStopping }) { step(lane, countMax) }
                lane.finish()
                ended.leave()
            }
            thread.start()
            threads.append(thread)
        }
        try consumer.start()
    }

    private final class Box: @unchecked Sendable {
        // Sendable by hand: written before the consumer starts.
        weak var reader: Reader?
    }

    private func step(_ lane: LaneQueue, _ countMax: Int) {
        let batch = lane.poll(countMax: countMax, timeoutMilliseconds: 200)
        guard !batch.isEmpty else { return }
        lock.withLock { working += 1 }
        if workMicroseconds > 0 { usleep(workMicroseconds) }
        let taken = batch.map { record in
            Note(
                place: record.place, offset: record.offset, key: String(decoding: record.key, as: UTF8.self),
                value: String(decoding: record.value, as: UTF8.self))
        }
        lock.withLock {
            notes += taken
            working -= 1
        }
        _ = try? consumer.store(batch)
    }

    private func revoked() {
        lock.withLock {
            revocations += 1
            if working > 0 { isWorkingWhileRevoked = true }
        }
    }

    var seen: [Note] { lock.withLock { notes } }
    var revocationCount: Int { lock.withLock { revocations } }
    var workedWhileRevoked: Bool { lock.withLock { isWorkingWhileRevoked } }

    /// Waits at most that long for the condition.
    func wait(seconds: Double = 40, _ isTrue: () -> Bool) -> Bool { waitFor(seconds: seconds, isTrue) }

    func close() {
        lock.withLock { isStopping = true }
        for lane in consumer.lanes { lane.wake() }
        ended.wait()
        consumer.close()
    }
}

func waitFor(seconds: Double = 40, _ isTrue: () -> Bool) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
        if isTrue() { return true }
        usleep(20_000)
    }
    return isTrue()
}

/// Counts what a producer reports.
final class Deliveries: @unchecked Sendable {
    // Sendable by hand: under the lock.
    private let lock = NSLock()
    private var tickets: [UInt] = []
    private var errors: [UInt: KafkaError] = [:]
    private var rebuilds = 0

    func hooks() -> Producer.Hooks {
        var hooks = Producer.Hooks { [self] ticket, error in
            lock.withLock {
                tickets.append(ticket)
                if let error { errors[ticket] = error }
            }
        }
        hooks.onRebuilt = { [self] _ in lock.withLock { rebuilds += 1 } }
        return hooks
    }

    var acknowledged: [UInt] { lock.withLock { tickets.filter { errors[$0] == nil } } }
    var refused: [UInt: KafkaError] { lock.withLock { errors } }
    var rebuildCount: Int { lock.withLock { rebuilds } }
}

extension Producer {
    func produce(_ topic: String, key: String, value: String, ticket: UInt = 0) throws {
        try Array(key.utf8).withUnsafeBytes { key in
            try Array(value.utf8).withUnsafeBytes { value in
                try produce(topic: topic, key: key, value: value, ticket: ticket)
            }
        }
    }
}
