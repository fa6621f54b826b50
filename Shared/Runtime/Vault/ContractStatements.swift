import Domain
import Postgres

/// The SQL of kept contracts, one value a statement.
enum ContractStatements {
    private static let columns = """
        application_id, candidate_id, employer, employer_code, kind, starts_on::text, ends_on::text, ended_on::text, probation_months,
        signed_at, keeper_id
        """

    /// Doing it again changes nothing: what was learned since, such as the real end, stays. Only what was adopted gets its terms.
    static func note(_ contract: KeptContract, index: [UInt8]?) -> Statement<Void> {
        Statement(
            """
            INSERT INTO vault.contracts (application_id, candidate_id, identity_index, employer, employer_code, kind, starts_on,
                ends_on, probation_months, signed_at)
            VALUES ($1, $2, $3, $4, $10, $5, $6::text::date, $7::text::date, $8::bigint, $9)
            ON CONFLICT (application_id) DO UPDATE SET
                identity_index = coalesce(contracts.identity_index, excluded.identity_index),
                employer = excluded.employer, employer_code = excluded.employer_code, kind = excluded.kind,
                starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                probation_months = excluded.probation_months, signed_at = excluded.signed_at
            WHERE contracts.employer = ''
            """,
            [
                .text(contract.applicationID.text), .text(contract.candidateID.text), .bytes(index),
                .text(contract.employer), .text(contract.kind), .text("\(contract.startsOn)"),
                .text(contract.endsOn.map { "\($0)" }), .int(contract.probationMonths), .instant(contract.signedAt),
                .text(contract.employerCode),
            ])
    }

    static func find(_ application: ApplicationID) -> Statement<KeptContract> {
        Statement(
            "SELECT \(columns) FROM vault.contracts WHERE application_id = $1 AND deleted_at IS NULL",
            [.text(application.text)], read: { try KeptContract($0) })
    }

    static func ofIdentity(_ index: [UInt8]) -> Statement<KeptContract> {
        Statement(
            "SELECT \(columns) FROM vault.contracts WHERE identity_index = $1 ORDER BY starts_on", [.bytes(index)],
            read: { try KeptContract($0) })
    }

    static func ended(_ application: ApplicationID, on day: CalendarDate) -> Statement<Void> {
        Statement(
            "UPDATE vault.contracts SET ended_on = $2::text::date WHERE application_id = $1",
            [.text(application.text), .text("\(day)")])
    }

    /// Signed contracts of a candidate whose papers lie under the candidate's own key.
    static func unkept(of candidate: CandidateID) -> Statement<KeptContract> {
        Statement(
            "SELECT \(columns) FROM vault.contracts WHERE candidate_id = $1 AND deleted_at IS NULL",
            [.text(candidate.text)], read: { try KeptContract($0) })
    }

    /// Contracts that were signed and whose terms nobody noted: they run until somebody says the end.
    static func adopt(of candidate: CandidateID) -> Statement<Void> {
        Statement(
            """
            INSERT INTO vault.contracts (
                application_id, candidate_id, employer, employer_code, kind, starts_on, probation_months, signed_at)
            SELECT substring(blob_id FROM '^contract[.](.+)[.][0-9]+([.][0-9a-f]{16})?[.]signed$'), candidate_id, '', '',
                'open-ended', finished_at::date, 0, finished_at
            FROM vault.blobs WHERE candidate_id = $1 AND finished_at IS NOT NULL
                AND blob_id ~ '^contract[.].+[.][0-9]+([.][0-9a-f]{16})?[.]signed$'
            ON CONFLICT (application_id) DO NOTHING
            """, [.text(candidate.text)])
    }

    /// By whose number it can be found, where that was not noted.
    static func index(of candidate: CandidateID, _ index: [UInt8]) -> Statement<Void> {
        Statement(
            "UPDATE vault.contracts SET identity_index = $2 WHERE candidate_id = $1 AND identity_index IS NULL",
            [.text(candidate.text), .bytes(index)])
    }

    /// Once chosen, the keeper stays the same, so that a copying that broke off goes on.
    static func chooseKeeper(_ keeper: CandidateID, of application: ApplicationID) -> Statement<CandidateID> {
        Statement(
            """
            UPDATE vault.contracts SET keeper_id = coalesce(keeper_id, $2) WHERE application_id = $1
            RETURNING keeper_id
            """, [.text(application.text), .text(keeper.text)], read: { try CandidateID($0.text(0)) })
    }

    // What stands behind the application's identifier must have the form of a version, because identifiers hold dots as well.
    private static let isContract = """
        (starts_with(blob_id, 'contract.' || $2::text || '.')
            AND substr(blob_id, 11 + length($2::text)) ~ '^[0-9]+([.][0-9a-f]{16})?([.](signed|html))?$')
        """
    private static let isEvidence = """
        (starts_with(blob_id, 'archive.' || $2::text || '.')
            AND substr(blob_id, 10 + length($2::text)) ~ '^[0-9]+([.][0-9a-f]{16})?$')
        """

    private static let isKept = "(starts_with($1, 'kept.') AND starts_with(blob_id, $1 || '.'))"

    /// The signed contract and its evidence; the newest last.
    static func papers(of candidate: CandidateID, _ application: ApplicationID) -> Statement<StoredBlob> {
        Statement(
            """
            SELECT \(StoredBlob.columns) FROM vault.blobs WHERE candidate_id = $1 AND finished_at IS NOT NULL AND (
                \(isContract) AND blob_id LIKE '%.signed' OR \(isEvidence) OR \(isKept))
            ORDER BY finished_at, blob_id
            """, [.text(candidate.text), .text(application.text)], read: { try StoredBlob($0) })
    }

    static func signedCount(of candidate: CandidateID) -> Statement<Int> {
        Statement(
            "SELECT count(*) FROM vault.blobs WHERE candidate_id = $1 AND finished_at IS NOT NULL AND blob_id ~ '^contract[.].+[.]signed$'",
            [.text(candidate.text)], read: { Int($0.int(0)) })
    }

    static func keptCount(of candidate: CandidateID) -> Statement<Int> {
        Statement(
            """
            SELECT count(*) FROM vault.contracts
            WHERE candidate_id = $1 AND keeper_id IS NOT NULL AND deleted_at IS NULL
            """, [.text(candidate.text)], read: { Int($0.int(0)) })
    }

    // The days are counted from the day after the last one.
    private static let due = "deleted_at IS NULL AND coalesce(ended_on, ends_on) < $1::text::date"

    static func due(endedBy day: CalendarDate, countMax: Int) -> Statement<KeptContract> {
        Statement(
            "SELECT \(columns) FROM vault.contracts WHERE \(due) ORDER BY application_id LIMIT $2::bigint",
            [.text("\(day)"), .int(countMax)], read: { try KeptContract($0) })
    }

    static func dueCount(endedBy day: CalendarDate) -> Statement<Int> {
        Statement(
            "SELECT count(*) FROM vault.contracts WHERE \(due)", [.text("\(day)")], read: { Int($0.int(0)) })
    }

    /// Everything of the contract that is not signed as well: drafts.
    static func allPapers(of candidate: CandidateID, _ application: ApplicationID) -> Statement<StoredBlob> {
        Statement(
            """
            SELECT \(StoredBlob.columns) FROM vault.blobs WHERE candidate_id = $1 AND (
                \(isContract) OR \(isEvidence) OR \(isKept))
            """, [.text(candidate.text), .text(application.text)], read: { try StoredBlob($0) })
    }

    static func deleted(_ application: ApplicationID, at now: Instant) -> Statement<Void> {
        Statement(
            "UPDATE vault.contracts SET deleted_at = $2 WHERE application_id = $1",
            [.text(application.text), .instant(now)])
    }

    static func deletedAll(of candidate: CandidateID, at now: Instant) -> Statement<Void> {
        Statement(
            """
            UPDATE vault.contracts SET deleted_at = $2 WHERE candidate_id = $1 AND deleted_at IS NULL
            """, [.text(candidate.text), .instant(now)])
    }

    /// The keys under which papers of a candidate were kept apart.
    static func destroyKeepers(of candidate: CandidateID, at now: Instant) -> Statement<CandidateID> {
        Statement(
            """
            UPDATE vault.keys SET wrapped = NULL, destroyed_at = $2 WHERE destroyed_at IS NULL AND candidate_id IN (
                SELECT keeper_id FROM vault.contracts WHERE candidate_id = $1)
            RETURNING candidate_id
            """, [.text(candidate.text), .instant(now)], read: { try CandidateID($0.text(0)) })
    }
}

extension KeptContract {
    init(_ row: Row) throws {
        self.init(
            applicationID: try ApplicationID(row.text(0)), candidateID: try CandidateID(row.text(1)),
            employer: row.text(2), employerCode: row.text(3), kind: row.text(4),
            startsOn: try CalendarDate(row.text(5)),
            endsOn: try row.optionalText(6).map { text throws in try CalendarDate(text) },
            endedOn: try row.optionalText(7).map { text throws in try CalendarDate(text) },
            probationMonths: Int(row.int(8)), signedAt: row.instant(9),
            keeperID: try row.optionalText(10).map { text throws in try CandidateID(text) })
    }
}
