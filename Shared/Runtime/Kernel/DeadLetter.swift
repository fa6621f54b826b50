/// A record that could not be handled, with why and from where.
package struct DeadLetter: Sendable {
    package let topic: String
    package let key: String
    package let headers: [Header]
    package let value: [UInt8]
    /// Ledgers seal the value and say so in a header.
    package let isPersonal: Bool

    package static let reasonHeader = "colloquy-dead-reason"
    package static let topicHeader = "colloquy-dead-topic"
    package static let partitionHeader = "colloquy-dead-partition"
    package static let offsetHeader = "colloquy-dead-offset"
    package static let attemptsHeader = "colloquy-dead-attempts"
    package static let timeHeader = "colloquy-dead-time"
    package static let serviceHeader = "colloquy-dead-service"
    /// Set where the letter is work and no record of a topic: `activity` or `wake`, and the name of its row.
    package static let workKindHeader = "colloquy-dead-work"
    package static let workNameHeader = "colloquy-dead-work-name"
    package static let workIDHeader = "colloquy-dead-work-id"
    /// From which the identities of what follows were to be derived.
    package static let derivationHeader = "colloquy-dead-derivation"
    package static let occurredHeader = "colloquy-dead-occurred"
    /// `1`: the value is sealed under the deployment's key.
    package static let sealedHeader = "colloquy-sealed"
    /// On a record that an operator gave back: the letter it was, `service/partition/offset`. That service takes it up once
    /// more; for all others it is a duplicate.
    package static let replayHeader: StaticString = "colloquy-replay"
    package static let replayReasonHeader = "colloquy-replay-reason"
}
