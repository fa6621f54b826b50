import Domain
import GatewayCore
import Postgres

/// What is stored of imports, and what they are compared with.
package struct ImportRecords: Sendable {
    package let find: Records.Find<ImportID, ApplicationImport>
    /// The newest first.
    package let ofJob: @Sendable (JobID) async throws -> [ApplicationImport]
    /// Who has applied for a job, behind a place among all applications, at most `applicantsMax` at a time.
    let applicants: @Sendable (JobID, _ after: Int64) async throws -> [KnownApplicant]
    let taken: @Sendable ([ApplicationID]) async throws -> [ApplicationID]
    /// Which column was what in a table with heads of this hash.
    let remembered: @Sendable (_ heads: [UInt8]) async throws -> ImportMapping?
    let remember: @Sendable (ImportMapping, _ heads: [UInt8], ActorID, Instant) async throws -> Void

    static let applicantsMax = 500
    static let shownMax = 50

    init(
        find: @escaping Records.Find<ImportID, ApplicationImport>,
        ofJob: @escaping @Sendable (JobID) async throws -> [ApplicationImport],
        applicants: @escaping @Sendable (JobID, Int64) async throws -> [KnownApplicant],
        taken: @escaping @Sendable ([ApplicationID]) async throws -> [ApplicationID],
        remembered: @escaping @Sendable ([UInt8]) async throws -> ImportMapping?,
        remember: @escaping @Sendable (ImportMapping, [UInt8], ActorID, Instant) async throws -> Void
    ) {
        self.find = find
        self.ofJob = ofJob
        self.applicants = applicants
        self.taken = taken
        self.remembered = remembered
        self.remember = remember
    }

    static func stored(in database: Database) -> ImportRecords {
        ImportRecords(
            find: { try await database.query(ApplicationImport.select($0)).first },
            ofJob: { try await database.query(ApplicationImport.select(of: $0, countMax: shownMax)) },
            applicants: {
                try await database.query(KnownApplicant.select(of: $0, after: $1, countMax: applicantsMax))
            },
            taken: { try await database.query(KnownApplicant.taken($0)) },
            remembered: { try await database.query(ImportMapping.select($0)).first },
            remember: { try await database.execute(try ImportMapping.put($0, $1, by: $2, at: $3)) })
    }
}
