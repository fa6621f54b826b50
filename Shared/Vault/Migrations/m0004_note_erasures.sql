-- Who was erased, with the applications that the vault knew of: each of them is told to the house, once.
CREATE TABLE erasures (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    candidate_id text NOT NULL,
    application_ids text[] NOT NULL,
    erased_at timestamptz NOT NULL,
    told_at timestamptz
);
CREATE INDEX erasures_to_tell ON erasures (number) WHERE told_at IS NULL;
