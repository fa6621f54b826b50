import Domain
import Postgres

/// An application ended; what it left is counted from then on.
package struct ApplicationEnding: Sendable, Hashable {
    package let applicationID: ApplicationID
    package let candidateID: CandidateID
    /// As `application-closed` says it.
    package let outcome: String
    package let endedAt: Instant

    package init(applicationID: ApplicationID, candidateID: CandidateID, outcome: String, endedAt: Instant) {
        self.applicationID = applicationID
        self.candidateID = candidateID
        self.outcome = outcome
        self.endedAt = endedAt
    }
}

extension Vault {
    private static let ofApplications: [RetentionPurpose] = [.recording, .resume, .talentPool, .report, .offer]

    /// Notes ends of applications; one that was noted before is left as it is.
    package func note(_ endings: [ApplicationEnding]) async throws {
        guard !endings.isEmpty else { return }
        try await database.execute(RetentionStatements.note(endings))
    }

    /// The candidate agreed, or no longer agrees, that the résumé is kept for other jobs.
    /// What was said last counts, in whatever order it comes here.
    package func setPool(_ isInPool: Bool, of application: ApplicationID, saidAt: Instant) async throws {
        try await database.execute(RetentionStatements.setPool(isInPool, application, saidAt: saidAt))
    }

    /// The candidate no longer agrees to having been recorded: recordings and transcripts go at once.
    package func forgetRecordings(of application: ApplicationID, _ candidate: CandidateID) async throws {
        while true {
            let found = try await database.query(
                RetentionStatements.recordings(of: application, candidate, countMax: 100))
            if found.isEmpty { break }
            for blob in found {
                try await store.deleteAll(blob.object)
                try await database.execute(BlobStatements.forget(blob.id, at: now()))
            }
        }
        try await database.execute(RetentionStatements.deleteTranscripts(of: application, candidate))
    }

    /// The candidate no longer agrees to having been looked at: what was seen of the face in the answers of this application goes.
    package func forgetFaces(of application: ApplicationID, _ candidate: CandidateID) async throws {
        try await database.execute(RetentionStatements.deleteFaces(of: application, candidate))
    }

    /// Deletes what is over, at most `countMax` items of each purpose, and gives how many; nothing is locked for long. Call it
    /// until it gives nothing.
    package func expire(_ terms: RetentionTerms, countMax: Int = 500) async throws -> [RetentionPurpose: Int] {
        // One moment for all: an ending is over when all that it left is.
        let now = now()
        var counts: [RetentionPurpose: Int] = [:]
        for purpose in Self.ofApplications {
            let cutoff = terms.cutoff(purpose, at: now)
            let blobs = try await database.query(
                RetentionStatements.dueBlobs(purpose, endedBy: cutoff, countMax: countMax))
            for blob in blobs { try await remove(blob) }
            counts[purpose] =
                try await database.execute(
                    RetentionStatements.deleteDueFields(purpose, endedBy: cutoff, countMax: countMax)) + blobs.count
        }
        // An ending that went before the last of what it left would leave that for ever.
        if counts.values.allSatisfy({ $0 == 0 }) {
            counts[.person] = try await expirePersons(terms, at: now, countMax: countMax)
        }
        counts[.contract] = try await expireContracts(terms, countMax: countMax)
        counts[.audit] = try await cutAudit(sealedBefore: terms.cutoff(.audit, at: now))
        let found = counts.filter { $0.value > 0 }
        for (purpose, count) in found {
            try await database.execute(
                VaultStatements.audit(
                    "\(count) of \(purpose.rawValue)", of: "-", actor: actor, purpose: "retention", at: now))
        }
        return found
    }

    /// What `expire` would delete, as far as it is over today; persons follow from the rest and are not counted.
    package func expiring(_ terms: RetentionTerms) async throws -> [RetentionPurpose: Int] {
        var counts: [RetentionPurpose: Int] = [:]
        for purpose in Self.ofApplications {
            let cutoff = terms.cutoff(purpose, at: now())
            let blobs = try await database.query(RetentionStatements.dueBlobCount(purpose, endedBy: cutoff))
            let fields = try await database.query(RetentionStatements.dueFieldCount(purpose, endedBy: cutoff))
            counts[purpose] = (blobs.first ?? 0) + (fields.first ?? 0)
        }
        counts[.contract] = try await expiringContracts(terms)
        counts[.audit] = try await cuttableAuditRows(sealedBefore: terms.cutoff(.audit, at: now()))
        return counts
    }

    /// Candidates of whose applications nothing is left: who they are goes too, and their key. Gives how many keys went.
    private func expirePersons(_ terms: RetentionTerms, at now: Instant, countMax: Int) async throws -> Int {
        let ended = terms.lastCutoff(isInPool: false, at: now)
        let pooled = terms.lastCutoff(isInPool: true, at: now)
        var count = 0
        while true {
            let gone: Int? = try await database.transaction { connection in
                let candidates = try connection.query(
                    RetentionStatements.closeEndings(endedBy: ended, ofPool: pooled, countMax: countMax))
                guard !candidates.isEmpty else { return nil }
                _ = try connection.run(RetentionStatements.deletePersons(candidates))
                return try connection.run(RetentionStatements.deleteKeys(candidates))
            }
            guard let gone else { return count }
            count += gone
        }
    }
}
