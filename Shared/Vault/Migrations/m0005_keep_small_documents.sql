-- A small document lies beside its row, as its one sealed chunk, and has no file.
ALTER TABLE blobs ADD COLUMN content bytea;
ALTER TABLE blobs ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE fields ALTER COLUMN sealed SET STORAGE EXTERNAL;
