-- Of which application a blob is, where its name does not say so: recordings.
ALTER TABLE blobs ADD COLUMN application_id text;
-- Since when the candidate no longer wants it kept: its bytes are gone.
ALTER TABLE blobs ADD COLUMN forgotten_at timestamptz;

-- Whose bytes are to be swept.
CREATE INDEX keys_destroyed ON keys (candidate_id) WHERE destroyed_at IS NOT NULL;

-- Applications that have ended: the days of what they left are counted from then on. A row goes with the last of it.
CREATE TABLE endings (
    application_id text PRIMARY KEY,
    candidate_id text NOT NULL,
    outcome text NOT NULL,
    ended_at timestamptz NOT NULL
);
CREATE INDEX endings_by_end ON endings (ended_at);
CREATE INDEX endings_by_candidate ON endings (candidate_id);

-- Whether candidates agree that their résumé is kept for other openings. What they said last counts, whenever it is heard.
CREATE TABLE pool (
    application_id text PRIMARY KEY,
    is_in boolean NOT NULL,
    said_at timestamptz NOT NULL
);

-- What later law checks need of a signed contract, which outlives its text. Who it was with, `identity_index` says to those
-- who know the identity's number. `keeper_id` is under whose key the papers lie since the candidate was erased.
CREATE TABLE contracts (
    application_id text PRIMARY KEY,
    candidate_id text NOT NULL,
    keeper_id text,
    identity_index bytea,
    employer text NOT NULL,
    employer_code text NOT NULL,
    kind text NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    ended_on date,
    probation_months bigint NOT NULL,
    signed_at timestamptz NOT NULL,
    deleted_at timestamptz
);
CREATE INDEX contracts_by_candidate ON contracts (candidate_id);
CREATE INDEX contracts_by_identity ON contracts (identity_index);

-- Contracts that were signed before there was this table: nobody knows their end, so they run until somebody says it.
INSERT INTO contracts (
    application_id, candidate_id, employer, employer_code, kind, starts_on, probation_months, signed_at)
SELECT DISTINCT ON (1) substring(blob_id FROM '^contract[.](.+)[.][0-9]+([.][0-9a-f]{16})?[.]signed$'), candidate_id, '', '',
    'open-ended', finished_at::date, 0, finished_at
FROM blobs WHERE finished_at IS NOT NULL AND blob_id ~ '^contract[.].+[.][0-9]+([.][0-9a-f]{16})?[.]signed$'
ORDER BY 1, blobs.finished_at;

-- Keys that are nobody's data key, each wrapped as those are.
CREATE TABLE secrets (
    name text PRIMARY KEY,
    kek_version bigint NOT NULL,
    wrapped bytea NOT NULL
);
