ALTER TABLE applications ADD COLUMN received_at timestamptz;
UPDATE applications SET received_at = (
    SELECT min((fact->>'at')::timestamptz) FROM json_array_elements(state->'timeline') AS fact);

-- The numbers of a period read the applications that came in it and no others.
CREATE INDEX applications_by_received ON applications (received_at);

COMMENT ON COLUMN applications.received_at IS 'When the first was heard of it, by which the numbers count it.';
