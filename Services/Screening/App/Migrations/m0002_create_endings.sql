-- Applications that have ended. `told_at` is beside the state: since when the vault counts the days of what is kept of it.
CREATE TABLE endings (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    candidate_id text NOT NULL,
    outcome text NOT NULL,
    ended_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    told_at timestamptz
);
CREATE INDEX endings_to_tell ON endings (key) WHERE told_at IS NULL;
