import Domain
import Postgres

/// The SQL of erasures, one value a statement.
enum ErasureStatements {
    /// The applications are those of which the vault keeps anything: what was taken in has a résumé and its text, which retention
    /// may have deleted before the rest.
    static func note(_ candidate: CandidateID, at now: Instant) -> Statement<Void> {
        Statement(
            """
            INSERT INTO vault.erasures (candidate_id, application_ids, erased_at)
            SELECT $1::text, array_agg(known.application_id), $2::timestamptz FROM (
                SELECT substr(name, length('resume-text.') + 1) AS application_id FROM vault.fields
                WHERE candidate_id = $1::text AND starts_with(name, 'resume-text.')
                UNION
                SELECT substr(blob_id, length('resume.') + 1) FROM vault.blobs
                WHERE candidate_id = $1::text AND starts_with(blob_id, 'resume.')
                UNION SELECT application_id FROM vault.endings WHERE candidate_id = $1::text
                UNION SELECT application_id FROM vault.contracts WHERE candidate_id = $1::text
            ) AS known
            HAVING count(*) > 0
                AND NOT EXISTS (SELECT FROM vault.erasures WHERE erasures.candidate_id = $1::text)
            """, [.text(candidate.text), .instant(now)])
    }

    static func untold(countMax: Int) -> Statement<Erasure> {
        Statement(
            """
            SELECT number, candidate_id, array_to_string(application_ids, ' '), erased_at FROM vault.erasures
            WHERE told_at IS NULL ORDER BY number LIMIT $1::bigint
            """, [.int(countMax)],
            read: { row in
                // An identifier holds no blank.
                let applications = row.text(2).split(separator: " ").compactMap { try? ApplicationID(String($0)) }
                return Erasure(
                    number: row.int(0), candidateID: try CandidateID(row.text(1)), applicationIDs: applications,
                    erasedAt: row.instant(3))
            })
    }

    static func told(_ number: Int64, at now: Instant) -> Statement<Void> {
        Statement(
            "UPDATE vault.erasures SET told_at = $2::timestamptz WHERE number = $1::bigint",
            [.int(number), .instant(now)]
        )
    }
}
