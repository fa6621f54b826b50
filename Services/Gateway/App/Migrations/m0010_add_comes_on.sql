ALTER TABLE applications ADD COLUMN comes_on text;
UPDATE applications SET comes_on = coalesce(state->'offer'->>'startDate', '9999-12-31')
WHERE state->'offer' IS NOT NULL AND state->>'erasedAt' IS NULL AND state->>'withdrawnAt' IS NULL
    AND coalesce(state->'offer'->>'isAccepted', 'true') = 'true' AND coalesce(state->>'outcome', 'hired') = 'hired';

-- Few of all applications come to an offer.
CREATE INDEX applications_by_coming ON applications (comes_on, number) WHERE comes_on IS NOT NULL;

COMMENT ON COLUMN applications.comes_on IS 'The first working day of whoever may come, 9999-12-31 where none is said; null for everybody else.';
