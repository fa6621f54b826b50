CREATE TABLE interview_sessions (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE applications (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    job_id text,
    stage text,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX applications_by_job ON applications (job_id, key);
CREATE INDEX applications_by_stage ON applications (stage, key);

CREATE TABLE jobs (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
