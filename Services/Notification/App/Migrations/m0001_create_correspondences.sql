-- It changes with each message and each delivery: with room on its page a change touches no index.
CREATE TABLE correspondences (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 60);

COMMENT ON TABLE correspondences IS 'What was written about each application: every delivery once, and what failed.
Written: by notification, with each fact that asks for a mail and each result of a delivery.
Deleted: never; nothing personal is in it.';

CREATE TABLE jobs (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE jobs IS 'Each job''s title, for mails about facts that name only the job.
Written: by notification, with each job that is published or changed.
Deleted: never; nothing personal is in it.';
