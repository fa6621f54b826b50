-- Old claims are forgotten; the index costs a page for a hundred of the table's.
CREATE INDEX claims_by_moment ON claims USING brin (claimed_at) WITH (autosummarize = on);
