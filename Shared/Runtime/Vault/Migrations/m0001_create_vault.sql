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
-- Whose bytes are to be swept.
CREATE INDEX keys_destroyed ON keys (candidate_id) WHERE destroyed_at IS NOT NULL;

COMMENT ON TABLE keys IS 'Each candidate''s data key, wrapped under the key-encryption key. Erasing a candidate destroys it; the row stays, so that nothing is written for them again.
Written: by every service, when something of a candidate is first kept; `colloquy vault rewrap` wraps it anew.
Deleted: by screening''s retention, with the last of what was sealed under it; never once it was destroyed.';
COMMENT ON COLUMN keys.candidate_id IS 'Whose key.';
COMMENT ON COLUMN keys.kek_version IS 'Which key-encryption key wraps it.';
COMMENT ON COLUMN keys.wrapped IS 'The data key, encrypted; absent once it was destroyed.';
COMMENT ON COLUMN keys.created_at IS 'When it was made.';
COMMENT ON COLUMN keys.destroyed_at IS 'When the candidate was erased.';

CREATE TABLE fields (
    candidate_id text NOT NULL REFERENCES keys,
    name text NOT NULL,
    sealed bytea NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (candidate_id, name)
);
ALTER TABLE fields ALTER COLUMN sealed SET STORAGE EXTERNAL;

COMMENT ON TABLE fields IS 'Short personal texts: name, address, the résumé''s words, transcripts.
Written: by the service that learns them.
Deleted: by screening''s retention, by purpose, and when the candidate is erased.';
COMMENT ON COLUMN fields.candidate_id IS 'Whose it is.';
COMMENT ON COLUMN fields.name IS 'What it is: `email`, `resume-text.<application>`.';
COMMENT ON COLUMN fields.sealed IS 'The text, encrypted under the candidate''s key.';
COMMENT ON COLUMN fields.written_at IS 'When it was written last.';

-- A blob's chunks lie in the store under `object`, a name that says nothing; a small document lies beside its row, as its
-- one sealed chunk, and has no file. `chunks` tells of each which writer wrote it and how many bytes it opens to (four
-- bytes each): an epoch begins with each writer, and only the newest can move a blob on.
CREATE TABLE blobs (
    blob_id text PRIMARY KEY,
    candidate_id text NOT NULL REFERENCES keys,
    object text NOT NULL UNIQUE,
    content_type text NOT NULL,
    byte_count bigint NOT NULL DEFAULT 0,
    chunks bytea NOT NULL DEFAULT '',
    writer_epoch integer NOT NULL DEFAULT 1,
    sha256 bytea,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    cause uuid,
    content bytea,
    application_id text,
    forgotten_at timestamptz,
    CHECK ((sha256 IS NULL) = (finished_at IS NULL))
);
ALTER TABLE blobs ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX blobs_by_candidate ON blobs (candidate_id);

COMMENT ON TABLE blobs IS 'Documents and recordings: résumés, answers, reports, offers, contracts.
Written: by the service that takes or makes them, as their bytes come.
Deleted: by screening''s retention, by purpose; when an upload is given up; when the candidate is erased.';
COMMENT ON COLUMN blobs.blob_id IS 'What it is: `report.<application>.1.pdf`.';
COMMENT ON COLUMN blobs.candidate_id IS 'Whose it is.';
COMMENT ON COLUMN blobs.object IS 'Under which name its chunks lie in the store.';
COMMENT ON COLUMN blobs.content_type IS 'Its media type.';
COMMENT ON COLUMN blobs.byte_count IS 'Bytes that are durable.';
COMMENT ON COLUMN blobs.chunks IS 'Which writer wrote each chunk and how many bytes it opens to, eight bytes for each.';
COMMENT ON COLUMN blobs.writer_epoch IS 'Which writer may go on.';
COMMENT ON COLUMN blobs.sha256 IS 'Hash of the whole, once it is complete.';
COMMENT ON COLUMN blobs.created_at IS 'When it was begun.';
COMMENT ON COLUMN blobs.finished_at IS 'When it was complete.';
COMMENT ON COLUMN blobs.cause IS 'The identity of what it was written for, where it says so: a second run of the same work knows its own by it.';
COMMENT ON COLUMN blobs.content IS 'A small document''s one sealed chunk; absent when its chunks are in the store.';
COMMENT ON COLUMN blobs.application_id IS 'Of which application it is, where its name does not say so.';
COMMENT ON COLUMN blobs.forgotten_at IS 'Since when the candidate no longer wants it kept: its bytes are gone.';

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

COMMENT ON TABLE audit IS 'Every look at personal data, and every deletion of it. It is only ever added to.
Written: by every service, with the look itself.
Deleted: by screening''s retention, after RETENTION_AUDIT_DAYS, at least 180.';
COMMENT ON COLUMN audit.number IS 'Its place.';
COMMENT ON COLUMN audit.at IS 'When.';
COMMENT ON COLUMN audit.actor IS 'Who: a service, a person, a key of the API.';
COMMENT ON COLUMN audit.purpose IS 'Why.';
COMMENT ON COLUMN audit.candidate_id IS 'Whose data; empty for a look at a list.';
COMMENT ON COLUMN audit.item IS 'What, by its name.';

-- The audit is only ever added to. What was written is sealed in blocks, each over its rows and the block before it.
-- `rows` are the numbers of the sealed rows: a transaction that commits late leaves a gap, and its rows go into a later
-- block. `locators` are 8 bytes for each row, to name the one that was changed. The rows of the blocks up to
-- `cut_through` were deleted when their retention was over; the blocks themselves stay.
CREATE TABLE audit_blocks (
    number bigint PRIMARY KEY,
    previous bytea NOT NULL,
    rows int8multirange NOT NULL,
    row_count bigint NOT NULL,
    digest bytea NOT NULL,
    locators bytea NOT NULL,
    sealed_at timestamptz NOT NULL,
    cut_through bigint NOT NULL,
    key_version integer NOT NULL,
    public_key bytea NOT NULL,
    hash bytea NOT NULL,
    signature bytea NOT NULL
);
CREATE INDEX audit_blocks_by_row ON audit_blocks (upper(rows));

COMMENT ON TABLE audit_blocks IS 'The audit sealed in blocks, each signed and chained to the one before, so that a change shows.
Written: by one process at a time, once a minute.
Deleted: never.';
COMMENT ON COLUMN audit_blocks.number IS 'Its place in the chain.';
COMMENT ON COLUMN audit_blocks.previous IS 'Hash of the block before.';
COMMENT ON COLUMN audit_blocks.rows IS 'Numbers of the audit''s rows it seals.';
COMMENT ON COLUMN audit_blocks.row_count IS 'How many those are.';
COMMENT ON COLUMN audit_blocks.digest IS 'Hash over the rows.';
COMMENT ON COLUMN audit_blocks.locators IS 'Eight bytes of each row''s hash, to name the one that was changed.';
COMMENT ON COLUMN audit_blocks.sealed_at IS 'When.';
COMMENT ON COLUMN audit_blocks.cut_through IS 'Up to which block rows were deleted when their retention was over.';
COMMENT ON COLUMN audit_blocks.key_version IS 'Of which key-encryption key the signing key is derived.';
COMMENT ON COLUMN audit_blocks.public_key IS 'The key that verifies the signature.';
COMMENT ON COLUMN audit_blocks.hash IS 'Hash of the block.';
COMMENT ON COLUMN audit_blocks.signature IS 'Signature over the hash.';

-- Against mistakes. What keeps a service from changing the audit is that it has no right to.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('vault.cutting', true) = 'on' THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'the audit is only ever added to' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER audit_is_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_blocks_are_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_blocks
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Deletes rows of blocks that the newest block says are cut, at most so many; gives how many. Nothing younger than half a
-- year goes this way, whoever calls it and whatever a block says.
CREATE FUNCTION cut_audit(count_max bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    PERFORM set_config('vault.cutting', 'on', true);
    WITH cut AS (
        SELECT range_agg(part) AS rows FROM vault.audit_blocks, unnest(rows) AS part
        WHERE number <= (SELECT cut_through FROM vault.audit_blocks ORDER BY number DESC LIMIT 1)
            AND sealed_at < now() - interval '180 days'
    )
    DELETE FROM vault.audit WHERE number IN (
        SELECT audit.number FROM vault.audit, cut
        WHERE audit.number < upper(cut.rows) AND audit.number <@ cut.rows ORDER BY audit.number LIMIT count_max);
    GET DIAGNOSTICS gone = ROW_COUNT;
    PERFORM set_config('vault.cutting', 'off', true);
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION cut_audit(bigint) FROM PUBLIC;

-- Who was erased, with the applications that the vault knew of: each of them is told to the house, once.
CREATE TABLE erasures (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    candidate_id text NOT NULL,
    application_ids text[] NOT NULL,
    erased_at timestamptz NOT NULL,
    told_at timestamptz
);
CREATE INDEX erasures_to_tell ON erasures (number) WHERE told_at IS NULL;

COMMENT ON TABLE erasures IS 'Who was erased, with the applications that the vault knew of: each of them is told to the house, once.
Written: by whoever erases: the candidate at the gateway, an operator.
Deleted: never: it proves that the erasure was done.';
COMMENT ON COLUMN erasures.number IS 'Its place.';
COMMENT ON COLUMN erasures.candidate_id IS 'Who, by an identifier under which nothing is kept any more.';
COMMENT ON COLUMN erasures.application_ids IS 'Their applications.';
COMMENT ON COLUMN erasures.erased_at IS 'When.';
COMMENT ON COLUMN erasures.told_at IS 'When the house was told.';

-- Applications that have ended: the days of what they left are counted from then on. A row goes with the last of it.
CREATE TABLE endings (
    application_id text PRIMARY KEY,
    candidate_id text NOT NULL,
    outcome text NOT NULL,
    ended_at timestamptz NOT NULL
);
CREATE INDEX endings_by_end ON endings (ended_at);
CREATE INDEX endings_by_candidate ON endings (candidate_id);

COMMENT ON TABLE endings IS 'Applications that have ended: the days of what they left are counted from then on.
Written: by screening, when it was told of the end.
Deleted: by screening''s retention, with the last of what they left.';
COMMENT ON COLUMN endings.application_id IS 'Which application.';
COMMENT ON COLUMN endings.candidate_id IS 'Whose.';
COMMENT ON COLUMN endings.outcome IS 'How it ended.';
COMMENT ON COLUMN endings.ended_at IS 'When.';

-- Whether candidates agree that their résumé is kept for other jobs. What they said last counts, whenever it is heard.
CREATE TABLE pool (
    application_id text PRIMARY KEY,
    is_in boolean NOT NULL,
    said_at timestamptz NOT NULL
);

COMMENT ON TABLE pool IS 'Whether candidates agree that their résumé is kept for other jobs. What they said last counts, whenever it is heard.
Written: by gateway, when they say so.
Deleted: by screening''s retention, with the ending.';
COMMENT ON COLUMN pool.application_id IS 'Which application.';
COMMENT ON COLUMN pool.is_in IS 'Whether they agree.';
COMMENT ON COLUMN pool.said_at IS 'When they said so.';

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

COMMENT ON TABLE contracts IS 'What later law checks need of a signed contract, which outlives its text.
Written: by contracts, when a contract was signed; `colloquy contract ended` notes its end.
Deleted: never; its papers go after RETENTION_CONTRACT_DAYS, and `deleted_at` says so.';
COMMENT ON COLUMN contracts.application_id IS 'From which application.';
COMMENT ON COLUMN contracts.candidate_id IS 'Who signed.';
COMMENT ON COLUMN contracts.keeper_id IS 'Under whose key the papers lie since the candidate was erased.';
COMMENT ON COLUMN contracts.identity_index IS 'Keyed hash of the identity''s number: who knows the number finds the person''s earlier contracts.';
COMMENT ON COLUMN contracts.employer IS 'The employer''s name; empty when the contract was found signed and nobody noted its terms.';
COMMENT ON COLUMN contracts.employer_code IS 'The employer''s unified social credit code; empty when it has none.';
COMMENT ON COLUMN contracts.kind IS '`fixed-term`, `open-ended` or `task-based`.';
COMMENT ON COLUMN contracts.starts_on IS 'First day.';
COMMENT ON COLUMN contracts.ends_on IS 'Last day that was agreed.';
COMMENT ON COLUMN contracts.ended_on IS 'Last day that it really ran.';
COMMENT ON COLUMN contracts.probation_months IS 'Months of probation.';
COMMENT ON COLUMN contracts.signed_at IS 'When it was signed.';
COMMENT ON COLUMN contracts.deleted_at IS 'When its papers were deleted.';

-- Keys that are nobody's data key, each wrapped as those are.
CREATE TABLE secrets (
    name text PRIMARY KEY,
    kek_version bigint NOT NULL,
    wrapped bytea NOT NULL
);

COMMENT ON TABLE secrets IS 'Keys that are nobody''s data key, each wrapped as those are.
Written: by the service that first needs one.
Deleted: never.';
COMMENT ON COLUMN secrets.name IS 'What for.';
COMMENT ON COLUMN secrets.kek_version IS 'Which key-encryption key wraps it.';
COMMENT ON COLUMN secrets.wrapped IS 'The key, encrypted.';
