-- A list shows each application as a line that is written with its state, in the order in which they came: the number.
-- Those that were there before get theirs in the order in which they lie.
ALTER TABLE applications
    DROP COLUMN summary,
    ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN candidate_id text,
    ADD COLUMN line text NOT NULL DEFAULT '{}';
UPDATE applications SET candidate_id = state ->> 'candidateID', line = jsonb_strip_nulls(jsonb_build_object(
    'applicationID', state -> 'applicationID', 'jobID', state -> 'jobID', 'stage', state -> 'stage',
    'outcome', state -> 'outcome', 'review', state -> 'review', 'screening', state #> '{screening,outcome}',
    'composite', state #> '{report,composite}', 'recommendation', state #> '{report,recommendation}',
    'updatedAt', state -> 'updatedAt'))::text;
ALTER TABLE applications ALTER COLUMN line DROP DEFAULT;

-- Every filter of the list has an index in the list's order, so that a page costs the same among a million.
DROP INDEX applications_by_job;
DROP INDEX applications_by_stage;
CREATE UNIQUE INDEX applications_by_number ON applications (number);
CREATE INDEX applications_by_job ON applications (job_id, number);
CREATE INDEX applications_by_stage ON applications (stage, number);
CREATE INDEX applications_by_job_and_stage ON applications (job_id, stage, number);
