-- One row per application, from the offer to the archive. No names, no numbers of documents.
CREATE TABLE contract_files (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state jsonb NOT NULL,
    job_id text NOT NULL,
    offer_expires_at timestamptz,
    signed_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX contract_files_by_job ON contract_files (job_id);
