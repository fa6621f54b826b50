-- What workflow knows of each opening.
CREATE TABLE jobs (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Where each application stands.
CREATE TABLE applications (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    job_id text NOT NULL,
    stage text NOT NULL,
    outcome text,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX applications_by_job ON applications (job_id, stage, key);
