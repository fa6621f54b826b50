import Flow

/// States that a lane wrote lately, kept from transaction to transaction so that they need not be read again.
///
/// They are never trusted: what is decided on them is written under their version, or, when nothing is written, their version is
/// checked in the same transaction. A ledger forgets all of them as soon as anything goes wrong.
package final class KeptSlots {
    /// Written lately, and those before: when the former are half of what may be kept, the latter go.
    private var young: [SlotTable.Address: Slot] = [:]
    private var old: [SlotTable.Address: Slot] = [:]
    private let youngCountMax: Int

    package init(countMax: Int) { youngCountMax = countMax / 2 }

    subscript(_ address: SlotTable.Address) -> Slot? { young[address] ?? old[address] }

    /// Takes what a transaction is about to write, as it will be once that is committed.
    package func keep(_ changed: [Slot]) {
        for slot in changed {
            slot.becomeWritten()
            guard youngCountMax > 0 else { continue }
            let address = SlotTable.Address(kind: slot.kind, key: slot.key)
            // One address has one slot, so that nothing older than this one is found.
            old[address] = nil
            if young.count >= youngCountMax, young[address] == nil {
                old = young
                young.removeAll(keepingCapacity: true)
            }
            young[address] = slot
        }
    }

    package func forget() {
        young.removeAll(keepingCapacity: true)
        old.removeAll(keepingCapacity: true)
    }
}
