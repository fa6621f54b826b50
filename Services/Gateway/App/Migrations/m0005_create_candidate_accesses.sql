-- By what candidates get in: devices that followed a link, one-time codes that were asked for, when links were revoked.
CREATE TABLE candidate_accesses (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
