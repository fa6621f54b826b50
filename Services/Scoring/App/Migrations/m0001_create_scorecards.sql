CREATE TABLE scorecards (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
