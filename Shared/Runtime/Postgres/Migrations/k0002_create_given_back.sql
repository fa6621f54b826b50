CREATE TABLE given_back (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    item_id text,
    inbox_id text
);
CREATE INDEX given_back_by_time ON given_back (updated_at DESC);

COMMENT ON TABLE given_back IS 'Dead letters of this service that an administrator gave back to it, by where they lie.
Written: by a lane, when the letter was looked for.
Deleted: once an hour, 30 days after it was written: the letter itself is kept for two weeks.';
COMMENT ON COLUMN given_back.item_id IS 'The parked row that it became.';
COMMENT ON COLUMN given_back.inbox_id IS 'Its identity in the inbox, once it is decided on.';
