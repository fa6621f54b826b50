import Domain
import JSON

/// Something that a lane is to record: a record of a topic, a submission, the result of an activity, a timer. An instance
/// belongs to one lane at a time.
package final class Arrival {
    package enum Origin: Sendable, Hashable {
        case topic(name: String, partition: Int32, offset: Int64)
        case submission
        /// A row of the parked table, with the fencing epoch under which it was leased.
        case parked(id: EventID, epoch: Int64, attempt: Int)
    }

    /// Which rows decide, as the reactor routed it; nil: nobody reacts to it.
    package var route: Int?
    package var cause: Cause
    package var key: String
    /// JSON. The memory is good as long as the arrival lives.
    package var value: UnsafeRawBufferPointer
    private let owner: AnyObject?
    package var origin: Origin
    /// Set when the arrival is the result of an activity: then it decides instead of the rows.
    package var result: ActivityResult?
    /// The value comes from a topic with personal data and is sealed wherever it is put down.
    package var isPersonal: Bool
    /// Set when the record cannot be read at all: it goes to the dead letters for this reason.
    package var fault: String?
    /// Told the outcome once the transaction is committed.
    package var completion: (@Sendable (Outcome) -> Void)?
    /// The state that its first row decides about, as `Reactor.touch` found it.
    var slot: Slot?
    /// Where that was found.
    var slotTable: ObjectIdentifier?
    private let headerSource: any HeaderSource

    /// The record's headers as they came, for dead letters and parked records.
    package var headers: [Header] { headerSource.headers }

    /// - Parameter owner: keeps the value's memory, unless `headers` does.
    package init(
        route: Int?, cause: Cause, key: String, value: UnsafeRawBufferPointer, owner: AnyObject?, origin: Origin,
        isPersonal: Bool = false, headers: any HeaderSource, completion: (@Sendable (Outcome) -> Void)? = nil
    ) {
        self.route = route
        self.cause = cause
        self.key = key
        self.value = value
        self.owner = owner
        self.origin = origin
        self.isPersonal = isPersonal
        headerSource = headers
        self.completion = completion
    }

    /// An arrival that owns its bytes.
    package convenience init(
        route: Int?, cause: Cause, key: String, bytes: [UInt8], origin: Origin, isPersonal: Bool = false,
        headers: any HeaderSource = [Header](), completion: (@Sendable (Outcome) -> Void)? = nil
    ) {
        let owner = OwnedBytes(bytes)
        self.init(
            route: route, cause: cause, key: key, value: UnsafeRawBufferPointer(owner.buffer), owner: owner,
            origin: origin, isPersonal: isPersonal, headers: headers, completion: completion)
    }
}

extension Arrival {
    /// It waits in the parked table and its attempts are used up after this one.
    var isLastAttempt: Bool {
        if case .parked(_, _, let attempt) = origin { attempt >= Backoff.notYet.attemptsMax } else { false }
    }
}

/// One header of a record.
package struct Header: Sendable, Hashable {
    package let name: String
    package let value: [UInt8]

    package init(_ name: String, _ value: [UInt8]) {
        self.name = name
        self.value = value
    }

    package init(_ name: String, _ value: String) { self.init(name, Array(value.utf8)) }
}

/// Headers that are mostly never asked for, so they are not copied ahead.
package protocol HeaderSource {
    var headers: [Header] { get }
}

extension [Header]: HeaderSource {
    package var headers: [Header] { self }
}

/// Bytes at a place that does not move.
package final class OwnedBytes {
    package let buffer: UnsafeMutableRawBufferPointer

    package init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 1)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }
}

/// What became of an arrival.
package enum Outcome: Sendable, Hashable {
    case applied
    /// It was recorded before; nothing changed.
    case duplicate
    case refused(Refusal)
    /// No row reacts to it.
    case ignored
    /// It waits for what has not arrived.
    case notYet(String)
    /// Its activity is parked.
    case parked
    /// Another worker took its lease over; the result is dropped.
    case stale
    /// It went to the dead letters.
    case buried(String)

    /// The closed set of words for metrics.
    package var label: String {
        switch self {
        case .applied: "applied"
        case .duplicate: "duplicate"
        case .refused: "refused"
        case .ignored: "ignored"
        case .notYet: "not_yet"
        case .parked: "parked"
        case .stale: "stale"
        case .buried: "buried"
        }
    }
}
