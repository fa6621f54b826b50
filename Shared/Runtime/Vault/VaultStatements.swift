import Domain
import Postgres

/// The vault's SQL, one value a statement. Tables are named with their schema: the connections belong to a service.
enum VaultStatements {
    struct StoredKey: Sendable {
        let version: Int
        /// Nil: the key was destroyed.
        let wrapped: [UInt8]?
    }

    /// Who owns the schema, quoted, and whether we may act as that role; no row: there is no schema yet.
    static let schema = Statement(
        """
        SELECT quote_ident(pg_get_userbyid(nspowner)), pg_has_role(nspowner, 'member') FROM pg_namespace
        WHERE nspname = 'vault'
        """,
        read: { (owner: $0.text(0), isOurs: $0.bool(1)) })

    static func role(_ name: String) -> Statement<Bool> {
        Statement("SELECT to_regrole($1::text) IS NOT NULL", [.text(name)], read: { $0.bool(0) })
    }

    static let applied = Statement("SELECT name FROM vault.migrations", read: { $0.text(0) })

    /// Roles that log in and are members of the schema's owner, quoted.
    static let members = Statement(
        """
        SELECT quote_ident(r.rolname) FROM pg_namespace n JOIN pg_auth_members m ON m.roleid = n.nspowner
        JOIN pg_roles r ON r.oid = m.member
        WHERE n.nspname = 'vault' AND r.rolcanlogin AND NOT r.rolsuper ORDER BY 1
        """,
        read: { $0.text(0) })

    static let auditWriters = Statement(
        """
        SELECT r.rolname::text FROM pg_roles r JOIN pg_class c ON c.oid = 'vault.audit'::regclass
        WHERE r.rolcanlogin AND NOT r.rolsuper AND r.oid <> c.relowner
            AND has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE') ORDER BY 1
        """,
        read: { $0.text(0) })

    static let mayChangeAudit = Statement(
        "SELECT has_table_privilege('vault.audit', 'UPDATE, DELETE, TRUNCATE')", read: { $0.bool(0) })

    static func key(of candidate: CandidateID) -> Statement<StoredKey> {
        Statement(
            "SELECT kek_version, wrapped FROM vault.keys WHERE candidate_id = $1", [.text(candidate.text)],
            read: { StoredKey(version: Int($0.int(0)), wrapped: $0.optionalBytes(1)) })
    }

    static func addKey(of candidate: CandidateID, version: Int, wrapped: [UInt8], at now: Instant) -> Statement<Void> {
        Statement(
            """
            INSERT INTO vault.keys (candidate_id, kek_version, wrapped, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (candidate_id) DO NOTHING
            """,
            [.text(candidate.text), .int(version), .bytes(wrapped), .instant(now)])
    }

    /// Touches no row when this is no longer the candidate's key.
    static func putFields(
        _ names: [String], _ sealed: [[UInt8]], _ tokens: [String?], of candidate: CandidateID, under wrapped: [UInt8],
        at now: Instant
    ) -> Statement<Void> {
        Statement(
            """
            WITH living AS (
                SELECT candidate_id FROM vault.keys WHERE candidate_id = $1 AND wrapped = $5 FOR SHARE
            )
            INSERT INTO vault.fields (candidate_id, name, sealed, written_at, tokens)
            SELECT living.candidate_id, new.name, new.sealed, $4, new.tokens::bigint[]
            FROM living, unnest($2::text[], $3::bytea[], $6::text[]) AS new (name, sealed, tokens)
            ON CONFLICT (candidate_id, name) DO UPDATE
                SET sealed = excluded.sealed, written_at = excluded.written_at, tokens = excluded.tokens
            """,
            [
                .text(candidate.text), .texts(names), .byteses(sealed), .instant(now), .bytes(wrapped),
                .optionalTexts(tokens),
            ])
    }

    struct ReadField: Sendable {
        let key: StoredKey
        let name: String?
        let sealed: [UInt8]
    }

    /// One statement reads and audits: there is no read without its row. `question` is the place among the questions. No row at
    /// all for one: the candidate is unknown.
    static func readFields(_ questions: [FieldQuestion], at now: Instant) -> Statement<
        (question: Int, field: ReadField)
    > {
        let asked = questions.enumerated().flatMap { number, question in
            question.names.map { (number: number, name: $0, question: question) }
        }
        return Statement(
            """
            WITH asked AS (
                SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
                    AS asked (question, candidate_id, name, actor, purpose)
            ), audited AS (
                INSERT INTO vault.audit (at, actor, purpose, candidate_id, item)
                SELECT $6, actor, purpose, candidate_id, 'field ' || name FROM asked
            )
            SELECT asked.question, k.kek_version, k.wrapped, f.name, f.sealed FROM asked
            CROSS JOIN LATERAL (SELECT * FROM vault.keys WHERE candidate_id = asked.candidate_id LIMIT 1) AS k
            LEFT JOIN LATERAL (
                SELECT * FROM vault.fields WHERE candidate_id = asked.candidate_id AND name = asked.name LIMIT 1
            ) AS f ON true
            """,
            [
                .ints(asked.map { Int64($0.number) }), .texts(asked.map(\.question.candidate.text)),
                .texts(asked.map(\.name)), .texts(asked.map(\.question.actor)), .texts(asked.map(\.question.purpose)),
                .instant(now),
            ],
            read: { row in
                (
                    Int(row.int(0)),
                    ReadField(
                        key: StoredKey(version: Int(row.int(1)), wrapped: row.optionalBytes(2)),
                        name: row.optionalText(3), sealed: row.bytes(4))
                )
            })
    }

    struct ReadFieldOfOne: Sendable {
        let candidate: CandidateID
        let key: StoredKey
        let sealed: [UInt8]
    }

    /// The same for one field of many candidates, asked for by several people: a row in the audit for each look, whose item
    /// names everybody who was in it.
    static func readField(_ name: String, of looks: [LookUp], purpose: String, at now: Instant) -> Statement<
        ReadFieldOfOne
    > {
        let asked = Set(looks.flatMap(\.candidates).map(\.text)).sorted()
        let items = looks.map { "field \(name) of " + $0.candidates.map(\.text).joined(separator: " ") }
        return Statement(
            """
            WITH audited AS (
                INSERT INTO vault.audit (at, actor, purpose, candidate_id, item)
                SELECT $3, look.actor, $4, '', ($6::text[])[look.item]
                FROM unnest($5::text[], $7::bigint[]) AS look (actor, item)
            )
            SELECT k.candidate_id, k.kek_version, k.wrapped, f.sealed FROM unnest($1::text[]) AS asked (candidate_id)
            JOIN vault.keys k ON k.candidate_id = asked.candidate_id
            JOIN vault.fields f ON f.candidate_id = k.candidate_id AND f.name = $2
            """,
            [
                .texts(asked), .text(name), .instant(now), .text(purpose), .texts(looks.flatMap(\.actors).map(\.text)),
                .texts(items),
                .ints(looks.enumerated().flatMap { number, look in look.actors.map { _ in Int64(number + 1) } }),
            ],
            read: { row in
                ReadFieldOfOne(
                    candidate: try CandidateID(row.text(0)),
                    key: StoredKey(version: Int(row.int(1)), wrapped: row.optionalBytes(2)), sealed: row.bytes(3))
            })
    }

    static func audit(
        _ item: String, of candidate: CandidateID, actor: String, purpose: String, at now: Instant
    ) -> Statement<Void> {
        Statement(
            "INSERT INTO vault.audit (at, actor, purpose, candidate_id, item) VALUES ($1, $2, $3, $4, $5)",
            [.instant(now), .text(actor), .text(purpose), .text(candidate.text), .text(item)])
    }

    /// Touches no row when it was destroyed before.
    static func destroyKey(of candidate: CandidateID, at now: Instant) -> Statement<Void> {
        Statement(
            """
            INSERT INTO vault.keys (candidate_id, kek_version, wrapped, created_at, destroyed_at) VALUES ($1, 0, NULL, $2, $2)
            ON CONFLICT (candidate_id) DO UPDATE SET wrapped = NULL, destroyed_at = $2 WHERE keys.destroyed_at IS NULL
            """,
            [.text(candidate.text), .instant(now)])
    }

    static func deleteFields(of candidate: CandidateID) -> Statement<Void> {
        Statement("DELETE FROM vault.fields WHERE candidate_id = $1", [.text(candidate.text)])
    }

    static func deleteField(_ name: String, of candidate: CandidateID) -> Statement<Void> {
        Statement(
            "DELETE FROM vault.fields WHERE candidate_id = $1 AND name = $2", [.text(candidate.text), .text(name)])
    }

    static let keyVersions = Statement(
        """
        SELECT version, sum(count)::bigint FROM (
            SELECT kek_version::bigint AS version, count(*) AS count FROM vault.keys WHERE destroyed_at IS NULL
            GROUP BY kek_version
            UNION ALL SELECT kek_version, count(*) FROM vault.secrets GROUP BY kek_version
        ) AS kept GROUP BY version
        """,
        read: { (Int($0.int(0)), Int($0.int(1))) })

    static func keysNotUnder(
        version: Int, after candidate: CandidateID?, countMax: Int
    ) -> Statement<(CandidateID, StoredKey)> {
        Statement(
            """
            SELECT kek_version, wrapped, candidate_id FROM vault.keys
            WHERE kek_version <> $1 AND destroyed_at IS NULL AND candidate_id > $3 ORDER BY candidate_id LIMIT $2
            """,
            [.int(version), .int(countMax), .text(candidate?.text ?? "")],
            read: {
                (try CandidateID($0.text(2)), StoredKey(version: Int($0.int(0)), wrapped: $0.optionalBytes(1)))
            })
    }

    static func rewrap(_ candidate: CandidateID, from old: Int, to version: Int, _ wrapped: [UInt8]) -> Statement<Void>
    {
        Statement(
            """
            UPDATE vault.keys SET kek_version = $3, wrapped = $4
            WHERE candidate_id = $1 AND kek_version = $2 AND destroyed_at IS NULL
            """,
            [.text(candidate.text), .int(old), .int(version), .bytes(wrapped)])
    }
}
