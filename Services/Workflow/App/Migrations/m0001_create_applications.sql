CREATE TABLE jobs (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE jobs IS 'What workflow knows of each job: the interview''s plan, rules, who is told what.
Written: by workflow, with each job that is published or changed.
Deleted: never; nothing personal is in it.';

-- A row changes several times within seconds: with no index on what changes, and room on its page, it stays there.
CREATE TABLE applications (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    job_id text NOT NULL,
    stage text NOT NULL,
    outcome text,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 60);

COMMENT ON TABLE applications IS 'Where each application stands, and what was decided about it by rules and people.
Written: by workflow, with each fact, decision and timer of an application.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN applications.job_id IS 'The job.';
COMMENT ON COLUMN applications.stage IS 'Where it stands.';
COMMENT ON COLUMN applications.outcome IS 'How it ended.';
