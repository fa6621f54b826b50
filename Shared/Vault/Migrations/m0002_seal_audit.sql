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
