CREATE TABLE scorecards (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE scorecards IS 'Each interview''s answers: what was measured of them and what they scored; no transcripts.
Written: by scoring, when an interview is handed in and with each answer that was heard.
Deleted: never; nothing personal is in it.';
