CREATE TABLE comment_sheets (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE comment_sheets IS 'Who of the employer''s people commented on each application, and when; the words are in the vault.
Written: by gateway, when a comment is written, corrected or removed; emptied when the candidate is erased.
Deleted: never; an empty sheet has nothing personal in it.';
