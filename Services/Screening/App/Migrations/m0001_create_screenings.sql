CREATE TABLE jobs (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    is_open boolean NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE jobs IS 'What screening knows of each job: its criteria, and whether it takes applications.
Written: by screening, with each job that is published, changed or closed.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN jobs.is_open IS 'Whether it takes applications.';

CREATE TABLE screenings (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    job_id text,
    standing text NOT NULL,
    outcome text,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE screenings IS 'How each application was taken in and judged.
Written: by screening, when an application comes, when its résumé was read, and with the job it waited for.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN screenings.job_id IS 'The job.';
COMMENT ON COLUMN screenings.standing IS 'Screened, refused or withdrawn.';
COMMENT ON COLUMN screenings.outcome IS 'What came of the criteria.';

-- `told_at` is beside the state: since when the vault counts the days of what is kept of the application.
CREATE TABLE endings (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    candidate_id text NOT NULL,
    outcome text NOT NULL,
    ended_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    told_at timestamptz
);
CREATE INDEX endings_to_tell ON endings (key) WHERE told_at IS NULL;

COMMENT ON TABLE endings IS 'Applications that have ended, so that retention counts from there.
Written: by screening, with the fact that an application was closed.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN endings.candidate_id IS 'Whose application it was.';
COMMENT ON COLUMN endings.outcome IS 'How it ended.';
COMMENT ON COLUMN endings.ended_at IS 'When.';
COMMENT ON COLUMN endings.told_at IS 'When the vault was told.';
