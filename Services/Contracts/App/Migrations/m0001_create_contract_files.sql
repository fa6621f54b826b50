CREATE TABLE contract_files (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    job_id text NOT NULL,
    offer_expires_at timestamptz,
    signed_at timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX contract_files_by_job ON contract_files (job_id);

COMMENT ON TABLE contract_files IS 'Each application from its offer to its signed contract: terms, versions, findings of the law check, approvals, signature.
Written: by contracts, with each fact, act and finished document of the application.
Deleted: never; nothing personal is in it.';
COMMENT ON COLUMN contract_files.job_id IS 'The job.';
COMMENT ON COLUMN contract_files.offer_expires_at IS 'Until when the offer can be accepted.';
COMMENT ON COLUMN contract_files.signed_at IS 'When the contract was signed.';
