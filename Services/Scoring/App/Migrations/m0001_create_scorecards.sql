CREATE TABLE scorecards (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    job_id text,
    terms_version bigint,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX scorecards_by_job ON scorecards (job_id, key);

COMMENT ON TABLE scorecards IS 'Each interview''s answers: what was measured of them, what they scored each time, and what people graded; no transcripts.
Written: by scoring, when an interview is handed in, with each answer that was heard, and when it is scored anew.
Deleted: never; nothing personal is in it once the candidate is erased.';
COMMENT ON COLUMN scorecards.job_id IS 'The job; scoring anew finds its scorecards by it.';
COMMENT ON COLUMN scorecards.terms_version IS 'Under which of the job''s terms it was scored last.';

CREATE TABLE scoring_terms (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE scoring_terms IS 'By what each job''s interviews are scored: how it weighs its dimensions, by which rubrics of its own it judges them, and what its questions learned from grades.
Written: by scoring, when a job is published or changed, when grades are learned from, and when people ask for scoring anew.
Deleted: never; nothing personal is in it.';

CREATE TABLE grade_pools (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE grade_pools IS 'All grades of a job beside what was measured of the answers, at most 4000, from which its questions learn.
Written: by scoring, with each grade and each answer that was graded; the level goes when the candidate is erased.
Deleted: never; nothing personal is in it once the candidate is erased.';
