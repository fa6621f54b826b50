import Domain
import Flow
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
    package var result: Reaction.ActivityResult?
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
    /// The value as it was read, when it will be asked for again; a `ReadBody`.
    private var readBody: AnyObject?
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

/// A value as one row's type.
private final class ReadBody<Body> {
    let body: Body
    init(_ body: Body) { self.body = body }
}

extension Arrival: Reaction.Source {
    /// A large value is read again rather than held twice in memory by all that wait with it.
    private static let keptBytesMax = 256 * 1024

    /// Before the decision: for a key, so what was read is kept until that.
    package func read<Body: Decodable & Sendable>(_ type: Body.Type) throws(Reaction.Fault) -> Body {
        try read(type, in: nil, keeping: true)
    }

    /// - Parameter isKept: another reader will follow.
    func read<Body: Decodable & Sendable>(
        _ type: Body.Type, in scratch: JSONScratch?, keeping isKept: Bool
    ) throws(Reaction.Fault) -> Body {
        if let readBody, let read = readBody as? ReadBody<Body> { return read.body }
        let body: Body
        do throws(JSONError) {
            body =
                if let scratch { try JSON.decode(type, from: value, in: scratch) } else {
                    try JSON.decode(type, from: value)
                }
        } catch { throw .malformed(harmlessDescription(of: error)) }
        if isKept, value.count <= Arrival.keptBytesMax { readBody = ReadBody(body) }
        return body
    }

    /// It is decided: what was read goes, since it may be large.
    func forget() { readBody = nil }
}

extension Arrival {
    /// Somebody waits for the answer.
    var isSubmission: Bool { if case .submission = origin { true } else { false } }

    /// It waits in the parked table and its attempts are used up after this one.
    var isLastAttempt: Bool {
        if case .parked(_, _, let attempt) = origin { attempt >= Backoff.notYet.attemptsMax } else { false }
    }
}
