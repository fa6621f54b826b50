import JSON

/// One state during one transaction: loaded once, chained in memory through all decisions of the batch, written once.
/// An instance belongs to one lane.
package class Slot {
    package let kind: StateKind
    package let key: String
    /// 0: there is no row yet.
    package fileprivate(set) var version: Int64 = 0
    package fileprivate(set) var isChanged = false
    /// It stems from an earlier transaction: what is in the database may be newer.
    package private(set) var isFromMemory = false

    fileprivate init(kind: StateKind, key: String) {
        self.kind = kind
        self.key = key
    }

    /// Takes what the database holds.
    package func load(_ bytes: UnsafeRawBufferPointer, version: Int64) throws(JSONError) {
        preconditionFailure("a slot is made by its kind")
    }

    /// The state as JSON, in memory that is good until the scratch is used again.
    package func encode(in scratch: JSONScratch) throws(JSONError) -> UnsafeRawBufferPointer {
        preconditionFailure("a slot is made by its kind")
    }

    /// Makes what the current arrival decided final, or forgets it.
    fileprivate func conclude(_ isAccepted: Bool) {}

    /// The slot as what its kind made it.
    func typed<State: Codable & Sendable>(as type: State.Type = State.self) -> StateSlot<State> {
        precondition(kind.holds(type), "a slot has its kind's type")
        return unsafeDowncast(self, to: StateSlot<State>.self)
    }

    /// What was changed is written under the next version.
    func becomeWritten() {
        version += 1
        isChanged = false
        isFromMemory = true
    }

    /// The state as a value, for columns that are derived from it.
    package var value: Any? { nil }
}

/// A state of a given type.
package final class StateSlot<State: Codable & Sendable>: Slot {
    private var settled: State?
    private var staged: State?

    fileprivate init(key: String, kind: StateKind) { super.init(kind: kind, key: key) }

    /// What decisions see: what an earlier row of the same arrival decided, else what is settled.
    package var state: State? { staged ?? settled }
    package override var value: Any? { settled }

    package func stage(_ state: consuming State) { staged = state }

    package override func load(_ bytes: UnsafeRawBufferPointer, version: Int64) throws(JSONError) {
        settled = try JSON.decode(State.self, from: bytes)
        self.version = version
    }

    package override func encode(in scratch: JSONScratch) throws(JSONError) -> UnsafeRawBufferPointer {
        guard let settled else { preconditionFailure("a changed slot has a state") }
        return try JSON.encode(settled, in: scratch)
    }

    fileprivate override func conclude(_ isAccepted: Bool) {
        guard let value = staged.take() else { return }
        if isAccepted {
            settled = value
            isChanged = true
        }
    }
}

/// A type of state, as ledgers know it.
package final class StateKind: Hashable, Sendable {
    package let name: String
    private let type: ObjectIdentifier
    private let make: @Sendable (_ key: String, StateKind) -> Slot

    package convenience init(_ state: any (Codable & Sendable).Type) { self.init(of: state) }

    package init<State: Codable & Sendable>(of state: State.Type) {
        name = String(describing: state)
        type = ObjectIdentifier(state)
        make = { key, kind in StateSlot<State>(key: key, kind: kind) }
    }

    package func makeSlot(_ key: String) -> Slot { make(key, self) }

    func holds(_ state: Any.Type) -> Bool { ObjectIdentifier(state) == type }

    package static func == (left: StateKind, right: StateKind) -> Bool { left.type == right.type }
    package func hash(into hasher: inout Hasher) { hasher.combine(type) }
}

/// All states that a batch touches.
package final class SlotTable {
    package struct Address: Hashable, Sendable {
        package let kind: StateKind
        package let key: String
    }

    package private(set) var slots: [Address: Slot] = [:]
    private var touched: [Slot] = []
    private let kept: KeptSlots?

    /// - Parameter kept: states that need not be read.
    package init(kept: KeptSlots? = nil) { self.kept = kept }

    package subscript(_ kind: StateKind, _ key: String) -> Slot {
        let address = Address(kind: kind, key: key)
        if let slot = slots[address] { return slot }
        let slot = kept?[address] ?? kind.makeSlot(key)
        slots[address] = slot
        return slot
    }

    func touch(_ slot: Slot) { touched.append(slot) }

    /// Ends one arrival.
    func conclude(isAccepted: Bool) {
        for slot in touched { slot.conclude(isAccepted) }
        touched.removeAll(keepingCapacity: true)
    }

    /// What decisions may have seen and is not written: its version must be checked.
    package var assumed: [Slot] { slots.values.filter { $0.isFromMemory && !$0.isChanged } }

    /// What must be written, in the order of keys so that two lanes never lock crosswise.
    package var changed: [Slot] { slots.values.filter(\.isChanged).sorted { $0.key < $1.key } }
}
