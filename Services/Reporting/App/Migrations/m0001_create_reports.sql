-- One row per application: the scorecard as it came and what it comes to. No names, no quotes.
CREATE TABLE reports (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    job_id text NOT NULL,
    composite double precision,
    recommendation text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reports_by_job ON reports (job_id, composite DESC NULLS LAST);
