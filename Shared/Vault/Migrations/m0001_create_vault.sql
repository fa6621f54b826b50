-- One key for each candidate; everything personal is sealed under it. A row whose key is gone stays as a tombstone, so
-- that nothing is written for an erased candidate again.
CREATE TABLE keys (
    candidate_id text PRIMARY KEY,
    kek_version integer NOT NULL,
    wrapped bytea,
    created_at timestamptz NOT NULL,
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE INDEX keys_by_kek_version ON keys (kek_version) WHERE destroyed_at IS NULL;

CREATE TABLE fields (
    candidate_id text NOT NULL REFERENCES keys,
    name text NOT NULL,
    sealed bytea NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (candidate_id, name)
);

-- A blob's chunks lie in the store under `object`, a name that says nothing. `chunk_epochs` tells which writer wrote each
-- chunk (four bytes for each): an epoch begins with each writer, and only the newest can move a blob on.
CREATE TABLE blobs (
    blob_id text PRIMARY KEY,
    candidate_id text NOT NULL REFERENCES keys,
    object text NOT NULL UNIQUE,
    content_type text NOT NULL,
    byte_count bigint NOT NULL DEFAULT 0,
    chunk_epochs bytea NOT NULL DEFAULT '',
    writer_epoch integer NOT NULL DEFAULT 1,
    sha256 bytea,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    CHECK ((sha256 IS NULL) = (finished_at IS NULL))
);
CREATE INDEX blobs_by_candidate ON blobs (candidate_id);

-- Who read what, and why. Items are names of fields and blobs, never what is in them.
CREATE TABLE audit (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    purpose text NOT NULL,
    candidate_id text NOT NULL,
    item text NOT NULL
);
CREATE INDEX audit_by_candidate ON audit (candidate_id, number);
