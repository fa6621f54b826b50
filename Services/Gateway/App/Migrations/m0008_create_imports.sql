CREATE TABLE imports (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    job_id text NOT NULL,
    standing text NOT NULL,
    opened_at timestamptz NOT NULL
);
CREATE INDEX imports_by_job ON imports (job_id, opened_at DESC);

COMMENT ON TABLE imports IS 'Tables of applications that the employer''s people bring: how far each is, and who said so. The file and its rows are in the vault.
Written: by gateway, with each act about an import and each part of it that was handed in.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN imports.job_id IS 'For which job.';
COMMENT ON COLUMN imports.standing IS 'How far it is.';
COMMENT ON COLUMN imports.opened_at IS 'When the file came.';

CREATE TABLE import_mappings (
    heads_sha256 bytea PRIMARY KEY,
    mapping json NOT NULL,
    used_by text NOT NULL,
    used_at timestamptz NOT NULL
);

COMMENT ON TABLE import_mappings IS 'Which column was what in tables with these heads, to be proposed the next time.
Written: by gateway, when somebody says which column is what.
Deleted: by gateway, a year after it was used last.';
COMMENT ON COLUMN import_mappings.heads_sha256 IS 'Hash of the table''s heads.';
COMMENT ON COLUMN import_mappings.mapping IS 'The columns by the names of the fields.';
COMMENT ON COLUMN import_mappings.used_by IS 'Who said so last.';
COMMENT ON COLUMN import_mappings.used_at IS 'When.';
