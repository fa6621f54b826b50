import Domain
import GatewayCore
import JSON
import Postgres

/// Interviews that somebody is in, with the moment of the last sign. Until it is given more, nobody.
package struct LiveRecords: Sendable {
    package struct Seen: Sendable {
        package let session: InterviewSession
        package let lastSignAt: Instant

        package init(session: InterviewSession, lastSignAt: Instant) {
            self.session = session
            self.lastSignAt = lastSignAt
        }
    }

    package var all: @Sendable () async throws -> [Seen] = { [] }

    package init() {}

    static func stored(in database: Database) -> LiveRecords {
        let memory = LiveMemory { try await database.query(InterviewSession.live(countMax: 100)) }
        var records = LiveRecords()
        records.all = { try await memory.all() }
        return records
    }
}

/// One question to the database for all who watch.
private actor LiveMemory {
    private static let memory = Duration.seconds(1)
    private let read: @Sendable () async throws -> [LiveRecords.Seen]
    private var known: (seen: [LiveRecords.Seen], at: ContinuousClock.Instant)?

    init(_ read: @escaping @Sendable () async throws -> [LiveRecords.Seen]) { self.read = read }

    func all() async throws -> [LiveRecords.Seen] {
        if let known, known.at + Self.memory > .now { return known.seen }
        let seen = try await read()
        known = (seen, .now)
        return seen
    }
}
