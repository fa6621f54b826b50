-- What screening knows of each opening.
CREATE TABLE openings (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    is_open boolean NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- How each application was taken in and judged; nothing personal.
CREATE TABLE screenings (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    job_id text,
    standing text NOT NULL,
    outcome text,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX screenings_by_job ON screenings (job_id, key);
