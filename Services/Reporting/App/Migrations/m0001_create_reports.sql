CREATE TABLE reports (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    job_id text NOT NULL,
    composite double precision,
    recommendation text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reports_by_job ON reports (job_id, composite DESC NULLS LAST);

COMMENT ON TABLE reports IS 'Each application''s scorecard as it came and what it comes to; no names, no quotes.
Written: by reporting, with each scorecard and each finished document.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN reports.job_id IS 'The job.';
COMMENT ON COLUMN reports.composite IS '0 to 100; absent when too little was measured.';
COMMENT ON COLUMN reports.recommendation IS 'What the report recommends.';
