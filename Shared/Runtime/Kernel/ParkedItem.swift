import Domain
import Flow

/// A row of the parked table: an activity to perform, a timer to wake, or a record that waits for its other half.
package struct ParkedItem: Sendable {
    package enum Kind: Int16, Sendable { case activity = 0, wake = 1, record = 2 }

    package var id: EventID
    package var kind: Kind
    /// The activity's, the timer's or the event type's name.
    package var name: String
    package var key: String
    package var payload: [UInt8]
    /// The payload is personal: ledgers seal it.
    package var isPersonal: Bool
    package var cause: Cause
    /// Where it came from and its headers, for a dead letter.
    package var headers: [Header]
    package var dueAt: Instant
    package var attempts: Int
    /// Whose turn it takes: activities of one name are leased in turns over these numbers (``TurnNumber``).
    package var turn: Int64
    /// The state that has to be there before another look is worth it.
    package var needs: SlotTable.Address?

    package init(
        id: EventID, kind: Kind, name: String, key: String, payload: [UInt8], isPersonal: Bool, cause: Cause,
        headers: [Header], dueAt: Instant, attempts: Int, turn: Int64 = 0, needs: SlotTable.Address? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.key = key
        self.payload = payload
        self.isPersonal = isPersonal
        self.cause = cause
        self.headers = headers
        self.dueAt = dueAt
        self.attempts = attempts
        self.turn = turn
        self.needs = needs
    }
}

extension ParkedItem {
    /// The record from which it was parked, by what its sender calls it; else the item itself.
    package var origin: EventID {
        func text(_ name: String) -> String? {
            headers.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
        }
        guard let source = text("ce_source"), let sent = text("ce_id") else { return id }
        return EventID.outsider(source: source, id: sent)
    }
}
