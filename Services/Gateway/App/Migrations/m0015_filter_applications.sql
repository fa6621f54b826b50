ALTER TABLE applications ADD COLUMN language text;
ALTER TABLE applications ADD COLUMN held_because text;
ALTER TABLE applications ADD COLUMN waits_since timestamptz;
UPDATE applications SET language = state->>'language';
UPDATE applications SET
    held_because = state->'review'->>'reason',
    waits_since = coalesce(
        (state->'review'->>'requestedAt')::timestamptz,
        (SELECT max((fact->>'at')::timestamptz) FROM json_array_elements(state->'timeline') AS fact
            WHERE fact->>'what' = 'stage-changed'),
        received_at)
WHERE state->>'outcome' IS NULL AND state->>'withdrawnAt' IS NULL AND state->>'erasedAt' IS NULL;

-- Each in the order in which the list shows it, so that a page costs the same among a hundred thousand.
CREATE INDEX applications_by_language ON applications (language, number);
CREATE INDEX applications_by_reason ON applications (held_because, number) WHERE held_because IS NOT NULL;
CREATE INDEX applications_by_waiting ON applications (waits_since, number) WHERE waits_since IS NOT NULL;
CREATE INDEX applications_by_score ON applications (composite, number) WHERE composite IS NOT NULL;

COMMENT ON COLUMN applications.language IS 'In which the candidate is written to.';
COMMENT ON COLUMN applications.held_because IS 'Why a person is asked, while one is.';
COMMENT ON COLUMN applications.waits_since IS 'Since when it stands where it stands; null once it has ended.';
