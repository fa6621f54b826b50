CREATE TABLE claims (
    key bytea PRIMARY KEY,
    body bytea NOT NULL,
    claimed_at timestamptz NOT NULL DEFAULT now()
);
