CREATE TABLE letter_orders (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX letter_orders_by_time ON letter_orders (updated_at DESC);

COMMENT ON TABLE letter_orders IS 'Dead letters that administrators gave back, by where they lie: who, and when.
Written: by gateway, when somebody gives one back.
Deleted: by gateway, once an hour, 30 days after it was written: the letter itself is kept for two weeks.';

ALTER TABLE applications ADD COLUMN failed_messages bigint;
UPDATE applications SET failed_messages = failed.count FROM (
    SELECT key, (SELECT count(*) FROM json_array_elements(state->'deliveries') AS one WHERE one->>'status' = 'failed')
        AS count
    FROM applications WHERE state->>'erasedAt' IS NULL AND json_typeof(state->'deliveries') = 'array'
) AS failed WHERE failed.key = applications.key AND failed.count > 0;

-- Few of all applications have one.
CREATE INDEX applications_by_failed_messages ON applications (number) WHERE failed_messages IS NOT NULL;

COMMENT ON COLUMN applications.failed_messages IS 'How many messages of it failed and were not sent again since; null where none did, or nobody can be written to any more.';
