/// The tables that every service has in its schema: proof of what was seen, what is to be published, what waits.
package enum KernelTables {
    package static let migrations = [
        Migration(
            "k0001_create_kernel_tables",
            sql: """
                CREATE TABLE inbox (event_id uuid PRIMARY KEY) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
                CREATE TABLE outbox (
                    owner uuid NOT NULL, lane bigint NOT NULL, number bigint NOT NULL,
                    body bytea NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (owner, lane, number)
                ) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
                ALTER TABLE outbox ALTER COLUMN body SET STORAGE EXTERNAL;
                CREATE TABLE parked (
                    id uuid PRIMARY KEY, kind bigint NOT NULL, name text NOT NULL, key text NOT NULL,
                    payload bytea NOT NULL, is_sealed boolean NOT NULL, cause jsonb NOT NULL, headers jsonb NOT NULL,
                    due_at timestamptz NOT NULL, attempts bigint NOT NULL DEFAULT 0,
                    lease_epoch bigint NOT NULL DEFAULT 0, leased_until timestamptz,
                    progress bytea, last_error text, created_at timestamptz NOT NULL DEFAULT now()
                ) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
                CREATE INDEX parked_due ON parked (due_at);
                """),
        // A block used to be one long value, which the database cut into pieces of 2 kB with an index and a table of their own.
        Migration(
            "k0002_outbox_in_pieces",
            sql: """
                ALTER TABLE outbox ADD COLUMN piece bigint NOT NULL DEFAULT 1;
                ALTER TABLE outbox DROP CONSTRAINT outbox_pkey;
                ALTER TABLE outbox ADD PRIMARY KEY (owner, lane, number, piece);
                ALTER TABLE outbox ALTER COLUMN body SET STORAGE PLAIN;
                """),
        // Activities are leased in turns, waiting records are looked at without their payload, and nothing sealed is compressed.
        Migration(
            "k0003_take_turns",
            sql: """
                ALTER TABLE parked ADD COLUMN turn bigint NOT NULL DEFAULT 0;
                ALTER TABLE parked ADD COLUMN needs_table text, ADD COLUMN needs_key text;
                ALTER TABLE parked ALTER COLUMN payload SET STORAGE EXTERNAL;
                DROP INDEX parked_due;
                CREATE INDEX parked_due ON parked (due_at) WHERE kind <> 0;
                CREATE INDEX parked_turns ON parked (name, turn, due_at) WHERE kind = 0;
                """),
        // Since when work fails, and whose trouble that is: what waits must be seen without reading everything that is parked.
        Migration(
            "k0004_failing_work",
            sql: """
                ALTER TABLE parked ADD COLUMN failing_since timestamptz, ADD COLUMN failure text;
                CREATE INDEX parked_failing ON parked (name, failure, failing_since) WHERE failing_since IS NOT NULL;
                """),
        // So that identities which nothing can bring again are forgotten; the index costs a page for a hundred of the table's.
        Migration(
            "k0005_date_inbox",
            sql: """
                ALTER TABLE inbox ADD COLUMN seen_on date NOT NULL DEFAULT current_date;
                CREATE INDEX inbox_by_day ON inbox USING brin (seen_on) WITH (autosummarize = on);
                """),
    ]
}
