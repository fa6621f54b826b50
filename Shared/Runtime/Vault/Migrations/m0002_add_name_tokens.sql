ALTER TABLE vault.fields ADD COLUMN tokens bigint[];

COMMENT ON COLUMN vault.fields.tokens IS 'Of a name: for each way of typing a part of it 64 bits of a keyed hash, by which it is found; they go with the field.';

-- Names alone have tokens; what is written waits in the index's list, so that taking in many applications stays fast.
CREATE INDEX fields_by_token ON vault.fields USING gin (tokens) WHERE tokens IS NOT NULL;
