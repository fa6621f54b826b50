import Domain

/// The one port through which decisions become true: inbox, states, outbox and parked work in one transaction.
///
/// A ledger belongs to one lane and is used from its thread alone. It blocks.
package protocol Ledger: AnyObject {
    /// Records a batch in one transaction: arrivals seen before change nothing, the others are decided in order with their
    /// states chained in memory. When the batch fails for a reason that lies in one of its arrivals, they are recorded one by
    /// one, so that one bad arrival never spoils its neighbours.
    ///
    /// Throws only when the environment fails; then nothing is recorded, or it is not known: the same batch is recorded again.
    func record(_ batch: [Arrival]) throws -> Recorded
}

/// What a transaction recorded.
package struct Recorded: Sendable {
    /// One for each arrival, in order.
    package var outcomes: [Outcome]
    /// What is to be published, in order; each lies in the outbox until it is acknowledged.
    package var blocks: [CommittedBlock]
    /// Parked work that is due at once.
    package var parkedCount: Int

    package init(outcomes: [Outcome] = [], blocks: [CommittedBlock] = [], parkedCount: Int = 0) {
        self.outcomes = outcomes
        self.blocks = blocks
        self.parkedCount = parkedCount
    }
}

/// A block of the outbox that is committed.
package struct CommittedBlock: Sendable {
    /// The row in the outbox, unique for its owner.
    package let number: Int64
    package let block: OutboxBlock

    package init(number: Int64, block: OutboxBlock) {
        self.number = number
        self.block = block
    }
}
