CREATE TABLE inbox (
    event_id uuid PRIMARY KEY,
    seen_on date NOT NULL DEFAULT current_date
) WITH (autovacuum_vacuum_insert_scale_factor = 0.5);
-- Old identities are forgotten; the index costs a page for a hundred of the table's.
CREATE INDEX inbox_by_day ON inbox USING brin (seen_on) WITH (autosummarize = on);

COMMENT ON TABLE inbox IS 'Proof of which arrivals were decided on: records, submissions, results of activities, timers.
Written: by a lane, in the transaction that decides.
Deleted: once an hour, after RETENTION_INBOX_DAYS, when neither topics nor dead letters can bring them again.';
COMMENT ON COLUMN inbox.event_id IS 'The arrival''s identity.';
COMMENT ON COLUMN inbox.seen_on IS 'On which day.';

-- A block of records is cut into pieces that each fit a page of the database: left to itself it would cut a long value into
-- pieces of 2 kB, with an index and a table of their own.
CREATE TABLE outbox (
    owner uuid NOT NULL,
    lane bigint NOT NULL,
    number bigint NOT NULL,
    body bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    piece bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (owner, lane, number, piece)
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
ALTER TABLE outbox ALTER COLUMN body SET STORAGE PLAIN;

COMMENT ON TABLE outbox IS 'Facts that were decided and may not be with Kafka yet, in blocks of records.
Written: by a lane, in the transaction that decides.
Deleted: by the lane that wrote it, with its next transaction (after 20 ms of quiet in one of its own) once the broker has
acknowledged every record of the block; what a dead process left, by the one that published it.';
COMMENT ON COLUMN outbox.owner IS 'The process that wrote it; when it is gone, another publishes what it left.';
COMMENT ON COLUMN outbox.lane IS 'The lane of that process.';
COMMENT ON COLUMN outbox.number IS 'The block''s place in its lane.';
COMMENT ON COLUMN outbox.body IS 'A piece of the block: records as they are sent, compressed, personal ones sealed.';
COMMENT ON COLUMN outbox.created_at IS 'When it was written.';
COMMENT ON COLUMN outbox.piece IS 'The piece''s place in its block.';

-- Activities are leased in turns, and records that wait are looked at without their payload. Nothing sealed is compressed.
CREATE TABLE parked (
    id uuid PRIMARY KEY,
    kind bigint NOT NULL,
    name text NOT NULL,
    key text NOT NULL,
    payload bytea NOT NULL,
    is_sealed boolean NOT NULL,
    cause json NOT NULL,
    headers json NOT NULL,
    due_at timestamptz NOT NULL,
    attempts bigint NOT NULL DEFAULT 0,
    lease_epoch bigint NOT NULL DEFAULT 0,
    leased_until timestamptz,
    last_error text,
    created_at timestamptz NOT NULL DEFAULT now(),
    turn bigint NOT NULL DEFAULT 0,
    needs_table text,
    needs_key text,
    failing_since timestamptz,
    failure text
) WITH (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
ALTER TABLE parked ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE INDEX parked_due ON parked (due_at) WHERE kind <> 0;
CREATE INDEX parked_turns ON parked (name, turn, due_at) WHERE kind = 0;
-- What waits must be seen without reading everything that is parked.
CREATE INDEX parked_failing ON parked (name, failure, failing_since) WHERE failing_since IS NOT NULL;

COMMENT ON TABLE parked IS 'What waits: activities to perform, timers to wake, records whose other half is not there yet.
Written: by a lane, in the transaction that decides; leases and failures by the process that tries.
Deleted: by the lane that decides on the result, the timer or the record; what nobody could read, after RETENTION_INBOX_DAYS.';
COMMENT ON COLUMN parked.id IS 'Its identity; a second try is the same one.';
COMMENT ON COLUMN parked.kind IS '0 an activity, 1 a timer, 2 a record.';
COMMENT ON COLUMN parked.name IS 'The activity''s, the timer''s or the event''s name.';
COMMENT ON COLUMN parked.key IS 'The key of the state it is about.';
COMMENT ON COLUMN parked.payload IS 'What it works on, sealed where it is personal.';
COMMENT ON COLUMN parked.is_sealed IS 'Whether the payload is sealed.';
COMMENT ON COLUMN parked.cause IS 'Whose consequence it is: identities, correlation, moment.';
COMMENT ON COLUMN parked.headers IS 'Where it came from, for a dead letter.';
COMMENT ON COLUMN parked.due_at IS 'When it is to be tried next.';
COMMENT ON COLUMN parked.attempts IS 'How often it was tried.';
COMMENT ON COLUMN parked.lease_epoch IS 'Which lease is the newest: a result of an older one does not count.';
COMMENT ON COLUMN parked.leased_until IS 'Until when the process that has it may work.';
COMMENT ON COLUMN parked.last_error IS 'Why the last try failed; nothing personal.';
COMMENT ON COLUMN parked.created_at IS 'Since when it waits.';
COMMENT ON COLUMN parked.turn IS 'Whose turn it takes: sender and job share a number, and turns alternate.';
COMMENT ON COLUMN parked.needs_table IS 'For a record: the table of the state it waits for.';
COMMENT ON COLUMN parked.needs_key IS 'For a record: that state''s key.';
COMMENT ON COLUMN parked.failing_since IS 'Since when tries fail.';
COMMENT ON COLUMN parked.failure IS 'Whose trouble that is: the environment''s, or unforeseen.';
