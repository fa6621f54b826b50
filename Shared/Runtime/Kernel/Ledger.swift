import Domain
import Flow

/// The one port through which decisions become true: inbox, states, outbox and parked work in one transaction.
///
/// A ledger belongs to one lane and is used from its thread alone. It blocks.
package protocol Ledger: AnyObject {
    /// Connects, if that is not done yet. Throws when the environment is away.
    func prepare() throws

    /// What it stores in can be reached, as far as is known.
    var isConnected: Bool { get }

    /// Records a batch in one transaction: arrivals seen before change nothing, the others are decided in order with their
    /// states chained in memory. When the batch fails for a reason that lies in one of its arrivals, they are recorded one by
    /// one, so that one bad arrival never spoils its neighbours.
    ///
    /// `next` is asked for what comes next when this batch's decisions are made, so that its states can be read in the same
    /// round trip; it may be asked again. What was read so is in `Recorded.ahead`, to be recorded as it is.
    ///
    /// Throws only when the environment fails; then nothing is recorded, or it is not known: the same batch is recorded again.
    func record(_ batch: Batch, next: () -> [Arrival]) throws -> Recorded

    /// The broker has these blocks; they go with one of the next transactions.
    func acknowledge(_ numbers: [Int64])

    /// Acknowledged blocks still lie in the outbox.
    var hasAcknowledged: Bool { get }

    /// Deletes what was acknowledged when there is nothing else to do.
    func sweep() throws
}

extension Ledger {
    package func record(_ batch: [Arrival]) throws -> Recorded { try record(Batch(batch), next: { [] }) }
}

/// What a transaction recorded.
package struct Recorded: Sendable {
    /// One for each arrival, in order.
    package var outcomes: [Outcome]
    /// What is to be published, in order; each lies in the outbox until it is acknowledged.
    package var blocks: [CommittedBlock]
    /// Parked work that is due at once.
    package var parkedCount: Int
    /// What comes next, its states read already; nil when there is nothing, or it was not read.
    package var ahead: Batch?

    package init(
        outcomes: [Outcome] = [], blocks: [CommittedBlock] = [], parkedCount: Int = 0, ahead: Batch? = nil
    ) {
        self.outcomes = outcomes
        self.blocks = blocks
        self.parkedCount = parkedCount
        self.ahead = ahead
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
