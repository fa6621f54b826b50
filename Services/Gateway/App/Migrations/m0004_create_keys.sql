CREATE TABLE staff_keys (
    key_hash bytea PRIMARY KEY,
    actor_id text NOT NULL,
    role text NOT NULL,
    hint text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);

COMMENT ON TABLE staff_keys IS 'Keys of programs that call the API, made on the console.
Written: by gateway, when an administrator makes or revokes one, and once an hour while it is used.
Deleted: by gateway, once an hour, 90 days after it ended or was revoked.';
COMMENT ON COLUMN staff_keys.key_hash IS 'SHA-256 of the key.';
COMMENT ON COLUMN staff_keys.actor_id IS 'Under which name the audit knows what is done by it.';
COMMENT ON COLUMN staff_keys.role IS 'What it may be used for.';
COMMENT ON COLUMN staff_keys.hint IS 'What the key begins with, to tell it from others.';
COMMENT ON COLUMN staff_keys.made_by IS 'Who made it.';
COMMENT ON COLUMN staff_keys.made_at IS 'When.';
COMMENT ON COLUMN staff_keys.ends_at IS 'Until when it is good.';
COMMENT ON COLUMN staff_keys.used_at IS 'When something was last done by it, to the hour; null when nothing was.';
COMMENT ON COLUMN staff_keys.revoked_at IS 'When it was taken back; null when it was not.';
COMMENT ON COLUMN staff_keys.revoked_by IS 'By whom.';
