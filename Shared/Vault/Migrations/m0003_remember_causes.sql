-- What made a service write a blob, where it says so: a second run of the same work knows its own by it.
ALTER TABLE blobs ADD COLUMN cause uuid;
