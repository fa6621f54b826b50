import Domain
import Flow

/// Everything that was found of a deployment, as plain values and without anything personal: what the invariants judge. It can
/// be kept in a file (`--save`) and judged again (`--evidence`).
struct Evidence: Codable, Sendable {
    var records: [Record] = []
    /// Topics whose beginning retention has cut off, or that were never there.
    var cutTopics: [String] = []
    /// What each service must have noted of what it reads.
    var handled: [Handled] = []
    var letters: [DeadLetterFound] = []
    var services: [String: ServiceFound] = [:]
    /// Read before the topics: what these say must be published.
    var statesBefore: [ApplicationFound] = []
    /// Read last: whatever was under way while the rest was read is here.
    var applications: [ApplicationFound] = []
    var deliveries: [DeliveryFound] = []
    var blobs: [BlobFound] = []
    var objectsWithoutRow: [String] = []
    var erased: [ErasedFound] = []
    var audit = AuditFound()
    var leaks: [String] = []
    var canariesSearched = 0
    var placesSearched = 0
    /// Nil when no folder of mails was named.
    var mails: [MailFound]?
    var sessions: [String] = []
    /// Nil when no client's ledger was given: then what lies on the topics of outsiders is what was acknowledged.
    var acknowledged: [Acknowledged]?
    var crashesByService: [String: Int] = [:]

    /// A fact on a topic.
    struct Record: Codable, Sendable {
        var topic: String
        var partition: Int32
        var offset: Int64
        var key: String
        var type: String
        var source: String
        var id: String
        var causation: String?
        /// Of the value.
        var digest: String
        /// What of the value names other things: identifiers, stages, versions.
        var names: [String: String] = [:]

        var place: String { "\(topic)/\(partition)/\(offset)" }
    }

    /// A record that a service reads and reacts to.
    struct Handled: Codable, Sendable {
        var service: String
        var topic: String
        var partition: Int32
        var offset: Int64
        var type: String
        var inbox: String
        /// It is no event, so it is a dead letter.
        var isFaulty = false
        /// The row of its activity, and the inbox key of that one's result.
        var work: String?
        var result: String?
        /// The row in which it waits for its other half.
        var waiting: String?

        var place: String { "\(topic)/\(partition)/\(offset)" }
    }

    struct DeadLetterFound: Codable, Sendable {
        var service: String
        var key: String
        var type: String
        /// The record it was: `topic/partition/offset`; nil for work that no record caused.
        var origin: String?
        var reason: String?
        var hasTime: Bool
        var event: String?
    }

    struct ServiceFound: Codable, Sendable {
        var inbox: [String] = []
        var parked: [ParkedFound] = []
        var outboxBlocks = 0
        /// Records below the end of the topics that the group has not read, by partition; only what is more than none.
        var lag: [String: Int64] = [:]
    }

    struct ParkedFound: Codable, Sendable {
        var id: String
        var name: String
        var key: String
        /// A timer goes off some day; nobody waits for it as for work or a record.
        var isTimer: Bool
        /// Seconds since it fell due; negative: not yet.
        var overdueSeconds: Int64
        /// Seconds since the lease ended; nil: it is not leased.
        var leaseOverSeconds: Int64?
    }

    /// An application as one service knows it.
    struct ApplicationFound: Codable, Sendable {
        var service: String
        var key: String
        var jobID: String?
        var candidateID: String?
        /// The stage, or what screening made of it.
        var standing: String
        var outcome: String?
    }

    struct DeliveryFound: Codable, Sendable {
        var key: String
        var id: String
        var status: String
    }

    struct BlobFound: Codable, Sendable {
        var id: String
        /// `whole`, `unfinished`, or what is wrong with it.
        var condition: String
    }

    struct ErasedFound: Codable, Sendable {
        var candidate: String
        var fields: Int64
        var blobs: Int64
        var isAudited: Bool
    }

    struct AuditFound: Codable, Sendable {
        var rows: Int64 = 0
        var sealedRows: Int64 = 0
        /// Where its chain is broken, and where the number goes on and the time goes back by more than clocks differ.
        var breaks: [String] = []
        /// Candidates to whom mails were delivered, and of whom the audit knows no reading.
        var unread: [String] = []
    }

    struct MailFound: Codable, Sendable {
        var messageID: String
    }

    /// What a client was told.
    struct Acknowledged: Codable, Sendable {
        var type: String
        var key: String
        var source: String?
        var id: String?
        /// `ok`: acknowledged; `fail`: refused; `info`: nobody knows.
        var result: String
    }
}
