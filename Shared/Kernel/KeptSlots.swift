import Flow

/// States that a lane wrote lately, kept from transaction to transaction so that they need not be read again.
///
/// They are never trusted: what is decided on them is written under their version, or, when nothing is written, their version is
/// checked in the same transaction. A ledger forgets all of them as soon as anything goes wrong.
package final class KeptSlots {
    private var slots: [SlotTable.Address: Slot] = [:]
    private let countMax: Int

    package init(countMax: Int) { self.countMax = countMax }

    subscript(_ address: SlotTable.Address) -> Slot? { slots[address] }

    /// Takes what a transaction is about to write, as it will be once that is committed.
    package func keep(_ changed: [Slot]) {
        if slots.count + changed.count > countMax { slots.removeAll(keepingCapacity: true) }
        for slot in changed {
            slot.becomeWritten()
            if slots.count < countMax { slots[SlotTable.Address(kind: slot.kind, key: slot.key)] = slot }
        }
    }

    package func forget() { slots.removeAll(keepingCapacity: true) }
}
