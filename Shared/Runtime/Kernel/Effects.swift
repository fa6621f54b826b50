import Domain
import Events
import Flow
import JSON

/// Everything that one transaction writes besides states. An instance belongs to one lane and one transaction.
package final class Effects {
    /// Inbox keys of what was not seen before.
    package var inbox: [EventID] = []
    package var outbox: OutboxBlock
    /// New rows of the parked table.
    package var parked: [ParkedItem] = []
    /// Rows whose work is recorded: they go, provided that the lease is still ours.
    package var finished: [(id: EventID, epoch: Int64)] = []
    /// Rows that wait longer.
    package var postponed: [(id: EventID, epoch: Int64, dueAt: Instant, attempts: Int)] = []
    /// Records for the dead letters; ledgers append them to the outbox.
    package var deadLetters: [DeadLetter] = []

    /// Reused by every fact of the transaction.
    package let scratch = JSONScratch()
    private var shared: [SharedHeaders] = []
    private var lastShared: SharedHeaders?

    final class SharedHeaders {
        fileprivate let emission: Row.Emission
        fileprivate let now: Instant
        let headers: RecordHeaders.Prepared

        fileprivate init(_ emission: Row.Emission, _ now: Instant, _ headers: RecordHeaders.Prepared) {
            self.emission = emission
            self.now = now
            self.headers = headers
        }

        fileprivate func fits(_ emission: Row.Emission, _ now: Instant) -> Bool {
            self.emission === emission && self.now == now
        }
    }

    /// - Parameter outboxBytes: how large the outbox is likely to become.
    package init(outboxBytes: Int = 0) { outbox = OutboxBlock(reserving: outboxBytes) }

    /// Nothing is to be written but, perhaps, states.
    package var isEmpty: Bool {
        inbox.isEmpty && outbox.isEmpty && parked.isEmpty && finished.isEmpty && postponed.isEmpty
            && deadLetters.isEmpty
    }

    /// The headers that all events of one type have in common when they are decided at the same moment, as the arrivals of a
    /// transaction mostly are.
    func sharedHeaders(_ emission: Row.Emission, source: String, now: Instant) -> SharedHeaders {
        if let lastShared, lastShared.fits(emission, now) { return lastShared }
        let found = shared.first { $0.fits(emission, now) } ?? prepared(emission, source: source, now: now)
        lastShared = found
        return found
    }

    private func prepared(_ emission: Row.Emission, source: String, now: Instant) -> SharedHeaders {
        let headers = RecordHeaders.Prepared {
            EventHeaders.addShared(to: $0, type: emission.type, source: source, time: now.description)
        }
        if shared.count == Effects.sharedCountMax { shared.removeAll() }
        let prepared = SharedHeaders(emission, now, headers)
        shared.append(prepared)
        return prepared
    }

    private static let sharedCountMax = 16

    /// Moves the dead letters into the outbox, sealing what is personal.
    package func buryDeadLetters(seal: ([UInt8]) throws -> [UInt8]) rethrows {
        for letter in deadLetters {
            let value = letter.isPersonal ? try seal(letter.value) : letter.value
            let headers = letter.isPersonal ? letter.headers + [Header(DeadLetter.sealedHeader, "1")] : letter.headers
            value.withUnsafeBytes { value in
                _ = outbox.append(topic: letter.topic, key: letter.key, value: value) { area in
                    for header in headers { area.add(header) }
                }
            }
        }
        deadLetters.removeAll()
    }

    struct Savepoint {
        let outbox: OutboxBlock.Savepoint
        let parked, finished, postponed: Int
    }

    var savepoint: Savepoint {
        Savepoint(outbox: outbox.savepoint, parked: parked.count, finished: finished.count, postponed: postponed.count)
    }

    func rewind(to savepoint: Savepoint) {
        outbox.rewind(to: savepoint.outbox)
        parked.removeLast(parked.count - savepoint.parked)
        finished.removeLast(finished.count - savepoint.finished)
        postponed.removeLast(postponed.count - savepoint.postponed)
    }
}
