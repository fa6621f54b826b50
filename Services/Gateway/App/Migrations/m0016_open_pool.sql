CREATE TABLE pool_places (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    marked_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pool_places_marked ON pool_places (key) WHERE marked_at IS NOT NULL;

COMMENT ON TABLE pool_places IS 'Whom of those who agreed to be kept in mind HR wants to write to before others, and who said so.
Written: by gateway, when somebody is marked or no longer; emptied when the consent is taken back or the candidate erased.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN pool_places.marked_at IS 'When somebody was marked; null when nobody is.';

ALTER TABLE applications ADD COLUMN pooled_at timestamptz;
UPDATE applications SET pooled_at = (
    SELECT max((fact->>'at')::timestamptz) FROM json_array_elements(state->'timeline') AS fact
    WHERE fact->>'what' = 'application-closed')
WHERE state->>'outcome' <> 'hired' AND state->>'erasedAt' IS NULL AND (
    SELECT fact->>'what' FROM json_array_elements(state->'timeline') WITH ORDINALITY AS said (fact, place)
    WHERE fact->>'what' IN ('consent-given', 'consent-withdrawn')
        AND ' ' || (fact->'details'->>'purposes') || ' ' LIKE '% talent-pool %'
    ORDER BY place DESC LIMIT 1) = 'consent-given';

-- Few of all agree, and fewer are left when their days are over.
CREATE INDEX applications_in_pool ON applications (pooled_at, number) WHERE pooled_at IS NOT NULL;

COMMENT ON COLUMN applications.pooled_at IS 'When it ended, of somebody who agreed to be kept in mind; null for everybody else.';
