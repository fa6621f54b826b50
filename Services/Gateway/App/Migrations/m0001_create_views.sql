CREATE TABLE interview_sessions (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE interview_sessions IS 'Each interview as the candidate takes it: the plan, what was recorded, what was handed in.
Written: by gateway, when an interview is invited and with each act of the candidate.
Deleted: never; nothing personal is in it.';

-- The list shows each application as a line that is written with its state, in the order in which they came: the number.
-- A view changes with each fact, mostly neither in job nor in stage: with room on its page such a change touches no index.
CREATE TABLE applications (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    job_id text,
    stage text,
    updated_at timestamptz NOT NULL DEFAULT now(),
    number bigint GENERATED ALWAYS AS IDENTITY,
    candidate_id text,
    line text NOT NULL,
    composite double precision
) WITH (fillfactor = 60);

-- Every filter of the list has an index in the list's order, so that a page costs the same among a million.
CREATE UNIQUE INDEX applications_by_number ON applications (number);
CREATE INDEX applications_by_job ON applications (job_id, number);
CREATE INDEX applications_by_stage ON applications (stage, number);
CREATE INDEX applications_by_job_and_stage ON applications (job_id, stage, number);
CREATE INDEX applications_by_composite ON applications (job_id, composite) WHERE composite IS NOT NULL;

COMMENT ON TABLE applications IS 'What HR sees of each application: stage, screening, report, deliveries, offer, contract, with their times.
Written: by gateway, with each fact that is told of an application.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN applications.job_id IS 'The job.';
COMMENT ON COLUMN applications.stage IS 'Where the application stands.';
COMMENT ON COLUMN applications.number IS 'Its place in the list, in the order in which they came.';
COMMENT ON COLUMN applications.candidate_id IS 'Whose application it is; the name is looked up in the vault under it.';
COMMENT ON COLUMN applications.line IS 'What the list shows of it, as JSON.';
COMMENT ON COLUMN applications.composite IS 'Of the newest report, to be ranked among those of the job; null once erased.';

CREATE TABLE jobs (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE jobs IS 'Each job as HR published it.
Written: by gateway, with each job that is published or changed.
Deleted: never; nothing personal is in it.';

CREATE TABLE candidate_accesses (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE candidate_accesses IS 'By what candidates get in: devices that followed a link, one-time codes that were asked for, when links were revoked.
Written: by gateway, with each link that is followed and each code that is asked for or entered.
Deleted: never; nothing personal is in it.';

CREATE TABLE claims (
    key bytea PRIMARY KEY,
    body bytea NOT NULL,
    claimed_at timestamptz NOT NULL DEFAULT now()
);
-- Old claims are forgotten; the index costs a page for a hundred of the table's.
CREATE INDEX claims_by_moment ON claims USING brin (claimed_at) WITH (autosummarize = on);

COMMENT ON TABLE claims IS 'Idempotency keys that were used, so that another body under the same key is refused.
Written: by gateway, with the first request under a key.
Deleted: by gateway, once an hour, after RETENTION_INBOX_DAYS.';
COMMENT ON COLUMN claims.key IS 'SHA-256 of the key.';
COMMENT ON COLUMN claims.body IS 'SHA-256 of the first body under it.';
COMMENT ON COLUMN claims.claimed_at IS 'When that came.';

CREATE TABLE candidate_requests (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    application_id text NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    due_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX candidate_requests_by_application ON candidate_requests (application_id);
CREATE INDEX candidate_requests_by_due ON candidate_requests (status, due_at, key);

COMMENT ON TABLE candidate_requests IS 'What candidates ask the employer''s people for, and what became of it; the texts are in the vault.
Written: by gateway, when a candidate asks, when a person settles it, and when its time is over.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN candidate_requests.application_id IS 'The application of whoever asks.';
COMMENT ON COLUMN candidate_requests.kind IS 'What is asked for.';
COMMENT ON COLUMN candidate_requests.status IS 'Open, answered, done or refused.';
COMMENT ON COLUMN candidate_requests.due_at IS 'By when it is to be settled; when it was made, where nothing is left to do.';

CREATE TABLE entry_files (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE entry_files IS 'What candidates handed in for their first day, and whether it was accepted; the files are in the vault.
Written: by gateway, with each file that is handed in, accepted or asked for again.
Deleted: never; nothing personal is in it.';

CREATE TABLE grade_sheets (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE grade_sheets IS 'The levels that the employer''s people gave each answer; why is in the vault.
Written: by gateway, when a person grades or corrects a grade; emptied when the candidate is erased.
Deleted: never; an empty sheet has nothing personal in it.';

CREATE TABLE job_agreements (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE job_agreements IS 'How far machine and people agree about each job''s answers, and what its questions learned.
Written: by gateway, with each fact that scoring tells of it.
Deleted: never; nothing personal is in it.';
