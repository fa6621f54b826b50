ALTER TABLE interview_sessions ADD COLUMN in_interview boolean;
UPDATE interview_sessions SET in_interview = true
WHERE state->>'submittedAt' IS NULL AND state->>'closedBecause' IS NULL AND json_typeof(state->'consents') = 'array'
    AND EXISTS (SELECT FROM json_array_elements(state->'consents') AS one WHERE one->>'withdrawnAt' IS NULL);

-- Who is in the interview now is a handful of all sessions.
CREATE INDEX interview_sessions_live ON interview_sessions (updated_at DESC) WHERE in_interview;

COMMENT ON COLUMN interview_sessions.in_interview IS 'Whether the candidate agreed and has not handed in: who of these did something lately is in the interview now.';
