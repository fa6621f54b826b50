import Domain

/// The SQL of leases. Every scan follows an index and stops early, however much is parked.
enum ParkedStatements {
    private static let columns =
        "parked.id, kind, name, key, payload, is_sealed, cause, headers, due_at, attempts, lease_epoch, turn, failing_since, failure"
    /// Nobody holds it, and its time has come.
    private static let isDue = "due_at <= now() AND (leased_until IS NULL OR leased_until < now())"

    /// What this process has no key for is left to one that has it: both look once a second, and whoever looks first would else
    /// come first each time. `number` is the parameter with the first bytes of what is sealed under such keys.
    private static func canBeOpened(_ number: Int) -> String {
        """
        (cardinality($\(number)::bytea[]) = 0 OR NOT is_sealed
            OR substring(payload FROM 1 FOR \(ParkedWork.keyNameByteCount)) <> ALL($\(number)::bytea[]))
        """
    }

    /// Takes the oldest rows up to a sum of payload bytes, the first one in any case. A payload's length is known without
    /// reading it. `$1` is the lease in milliseconds, `$2` the bytes.
    ///
    /// The rows are looked up as an array: with statistics from a time when the table was empty, the server would as soon go
    /// through the whole table and the sub-select again for each of its rows.
    private static func leased(from due: String) -> String {
        """
        , taken AS MATERIALIZED (
            SELECT id, number FROM (
                SELECT id, size, sum(size) OVER (ORDER BY place, due_at, id) AS total,
                    row_number() OVER (ORDER BY place, due_at, id) AS number FROM (\(due)) AS due
            ) AS sized WHERE total <= $2::bigint OR total = size
        ), leased AS (
            UPDATE parked SET lease_epoch = lease_epoch + 1,
                leased_until = now() + $1::bigint * interval '1 millisecond'
            WHERE parked.id = ANY(ARRAY(SELECT id FROM taken)) RETURNING \(columns)
        )
        SELECT leased.* FROM leased JOIN taken ON taken.id = leased.id ORDER BY taken.number
        """
    }

    /// Timers and waiting records, oldest first. `$3` rows at most, none sealed under the keys `$4`.
    static let leaseTimers = """
        WITH due AS MATERIALIZED (
            SELECT id, octet_length(payload) AS size, due_at FROM parked
            WHERE kind <> 0 AND \(isDue) AND \(canBeOpened(4))
            ORDER BY due_at LIMIT $3::bigint FOR UPDATE SKIP LOCKED
        )
        """ + leased(from: "SELECT id, size, due_at, 0 AS place FROM due")

    /// Activities of one name (`$3`), in turns: of the turns that have work, those after `$4` come first, at most `$5` of them,
    /// and each gives its share of the `$6` rows asked for. The turns are found by one step in the index for each, not by
    /// reading what waits in them. None is sealed under the keys `$7`.
    static let leaseActivities = """
        WITH RECURSIVE later AS (
            (SELECT turn, 1 AS number FROM parked WHERE kind = 0 AND name = $3::text AND turn > $4::bigint
                ORDER BY turn LIMIT 1)
            UNION ALL
            SELECT (SELECT p.turn FROM parked AS p WHERE p.kind = 0 AND p.name = $3::text AND p.turn > later.turn
                ORDER BY p.turn LIMIT 1), later.number + 1
            FROM later WHERE later.turn IS NOT NULL AND later.number < $5::bigint
        ), earlier AS (
            (SELECT turn, 1 AS number FROM parked WHERE kind = 0 AND name = $3::text AND turn <= $4::bigint
                ORDER BY turn LIMIT 1)
            UNION ALL
            SELECT (SELECT p.turn FROM parked AS p
                WHERE p.kind = 0 AND p.name = $3::text AND p.turn > earlier.turn AND p.turn <= $4::bigint
                ORDER BY p.turn LIMIT 1), earlier.number + 1
            FROM earlier WHERE earlier.turn IS NOT NULL AND earlier.number < $5::bigint
        ), turns AS MATERIALIZED (
            SELECT turn, row_number() OVER (ORDER BY part, number) AS place FROM (
                SELECT turn, number, 0 AS part FROM later WHERE turn IS NOT NULL
                UNION ALL SELECT turn, number, 1 FROM earlier WHERE turn IS NOT NULL
            ) AS found ORDER BY part, number LIMIT $5::bigint
        ), due AS MATERIALIZED (
            SELECT waiting.id, waiting.size, waiting.due_at, turns.place FROM turns, LATERAL (
                SELECT id, octet_length(payload) AS size, due_at FROM parked AS p
                WHERE p.kind = 0 AND p.name = $3::text AND p.turn = turns.turn AND \(isDue)
                    AND \(canBeOpened(7))
                ORDER BY p.due_at LIMIT ($6::bigint + (SELECT count(*) FROM turns) - 1) / (SELECT count(*) FROM turns)
                FOR UPDATE SKIP LOCKED
            ) AS waiting
        )
        """ + leased(from: "SELECT id, size, due_at, place FROM due ORDER BY place, due_at LIMIT $6::bigint")

    /// The last of the `$3` turns after `$2` that have work of one name (`$1`), due or not; none when there are fewer.
    static let lastTurn = """
        WITH RECURSIVE later AS (
            (SELECT turn, 1 AS number FROM parked WHERE kind = 0 AND name = $1::text AND turn > $2::bigint
                ORDER BY turn LIMIT 1)
            UNION ALL
            SELECT (SELECT p.turn FROM parked AS p WHERE p.kind = 0 AND p.name = $1::text AND p.turn > later.turn
                ORDER BY p.turn LIMIT 1), later.number + 1
            FROM later WHERE later.turn IS NOT NULL AND later.number < $3::bigint
        )
        SELECT turn FROM later WHERE number = $3::bigint AND turn IS NOT NULL
        """

    /// Activities that this program does not know: nobody here performs them, and they are told so. `$3` are the names known,
    /// `$4` the keys that are not here.
    static let leaseStrays = """
        WITH RECURSIVE names AS (
            (SELECT name FROM parked WHERE kind = 0 ORDER BY name LIMIT 1)
            UNION ALL
            SELECT (SELECT p.name FROM parked AS p WHERE p.kind = 0 AND p.name > names.name ORDER BY p.name LIMIT 1)
            FROM names WHERE names.name IS NOT NULL
        ), due AS MATERIALIZED (
            SELECT waiting.* FROM names, LATERAL (
                SELECT id, octet_length(payload) AS size, due_at FROM parked AS p
                WHERE p.kind = 0 AND p.name = names.name AND \(isDue) AND \(canBeOpened(4))
                LIMIT 100 FOR UPDATE SKIP LOCKED
            ) AS waiting WHERE names.name <> ALL($3::text[])
        )
        """ + leased(from: "SELECT id, size, due_at, 0 AS place FROM due")

    /// Records whose other state is still not there wait longer, by the pauses of `Backoff`, without being opened. The last
    /// attempt is left to the decision. `$1` is the first pause, `$2` the longest, `$3` the attempts, `$4` the rows at most.
    static func postponeWaiting(for table: String) -> String {
        """
        WITH due AS MATERIALIZED (
            SELECT id FROM parked WHERE kind = 2 AND \(isDue) AND needs_table = '\(table)' AND attempts < $3::bigint - 1
                AND NOT EXISTS (SELECT FROM "\(table)" AS state WHERE state.key = parked.needs_key)
            ORDER BY due_at LIMIT $4::bigint FOR UPDATE OF parked SKIP LOCKED
        )
        UPDATE parked SET attempts = attempts + 1, due_at = now()
            + least($1::bigint * power(2, least(attempts, 40))::numeric, $2::bigint) * interval '1 millisecond'
        WHERE parked.id = ANY(ARRAY(SELECT id FROM due))
        """
    }

    /// Prolongs many leases; gives those that are still held.
    static let heartbeat = """
        UPDATE parked AS p SET leased_until = now() + $1::bigint * interval '1 millisecond'
        FROM unnest($2::uuid[], $3::bigint[]) AS u(id, epoch)
        WHERE p.id = u.id AND p.id = ANY ($2::uuid[]) AND p.lease_epoch = u.epoch RETURNING p.id
        """

    static let postpone = """
        UPDATE parked SET leased_until = NULL, due_at = now() + $3::bigint * interval '1 millisecond',
            attempts = $4::bigint, last_error = $5::text, failure = $6::text, failing_since = coalesce(failing_since, now())
        WHERE id = $1::uuid AND lease_epoch = $2::bigint
        """

    static let release = "UPDATE parked SET leased_until = NULL WHERE id = $1::uuid AND lease_epoch = $2::bigint"

    /// Milliseconds until the next timer or waiting record is due that is not sealed under the keys `$1`.
    static let millisecondsToNext = """
        SELECT (extract(epoch FROM due_at - now()) * 1000)::bigint FROM parked
        WHERE kind <> 0 AND leased_until IS NULL AND \(canBeOpened(1)) ORDER BY due_at LIMIT 1
        """
}
