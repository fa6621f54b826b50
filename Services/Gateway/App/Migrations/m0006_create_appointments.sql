CREATE TABLE appointment_books (
    key text PRIMARY KEY,
    version bigint NOT NULL,
    state json NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE appointment_books IS 'The talks between people that were arranged with each candidate; where they are is in the vault.
Written: by gateway, when times are offered, one is chosen, or a talk is cancelled.
Deleted: never; nothing personal is in it.';
