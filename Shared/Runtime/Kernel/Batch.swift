/// What is to be recorded at once. A ledger that has read its states ahead hands it out, and takes it back, with them.
package final class Batch: @unchecked Sendable {
    // Sendable by hand: like its arrivals it belongs to one lane at a time.
    package let arrivals: [Arrival]
    private var states: SlotTable?
    private weak var reader: AnyObject?

    package init(_ arrivals: [Arrival]) { self.arrivals = arrivals }

    /// With states that `reader` has read.
    package init(_ arrivals: [Arrival], states: SlotTable, readBy reader: AnyObject) {
        self.arrivals = arrivals
        self.states = states
        self.reader = reader
    }

    /// The states that this reader has read ahead. They are given once, since decisions change them: a batch that is recorded
    /// again is read again, and so is one that another reader read, over a connection that is gone or in another ledger.
    package func takeStates(of reader: AnyObject) -> SlotTable? {
        defer { states = nil }
        return self.reader === reader ? states : nil
    }
}
