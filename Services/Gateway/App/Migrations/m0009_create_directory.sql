CREATE TABLE directory_users (
    user_id text PRIMARY KEY,
    user_name text NOT NULL,
    user_name_key text NOT NULL UNIQUE,
    external_id text UNIQUE,
    display_name text,
    is_active boolean,
    actor_id text REFERENCES staff_accounts,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX directory_users_by_account ON directory_users (actor_id);

COMMENT ON TABLE directory_users IS 'Whom the employer''s directory lets in, as it tells us (SCIM 2.0).
Written: by gateway, when the directory says so, and when somebody signs in for the first time.
Deleted: by gateway, when the directory says so.';
COMMENT ON COLUMN directory_users.user_id IS 'Our number of them.';
COMMENT ON COLUMN directory_users.user_name IS 'Their name there.';
COMMENT ON COLUMN directory_users.user_name_key IS 'The same in small letters, by which it is looked for.';
COMMENT ON COLUMN directory_users.external_id IS 'The directory''s own number of them.';
COMMENT ON COLUMN directory_users.display_name IS 'What they are called.';
COMMENT ON COLUMN directory_users.is_active IS 'Whether they may come in; null where the directory took its word back, which lets nobody in.';
COMMENT ON COLUMN directory_users.actor_id IS 'Their account here; null until they signed in.';
COMMENT ON COLUMN directory_users.created_at IS 'When the directory told of them.';
COMMENT ON COLUMN directory_users.changed_at IS 'When it last said something else.';

CREATE TABLE directory_groups (
    group_id text PRIMARY KEY,
    display_name text NOT NULL,
    external_id text,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);

COMMENT ON TABLE directory_groups IS 'Groups of the employer''s directory; what their names mean here says GROUP_ROLES.
Written: by gateway, when the directory says so.
Deleted: by gateway, when the directory says so.';
COMMENT ON COLUMN directory_groups.group_id IS 'Our number of it.';
COMMENT ON COLUMN directory_groups.display_name IS 'Its name.';
COMMENT ON COLUMN directory_groups.external_id IS 'The directory''s own number of it.';
COMMENT ON COLUMN directory_groups.created_at IS 'When the directory told of it.';
COMMENT ON COLUMN directory_groups.changed_at IS 'When it last said something else.';

CREATE TABLE directory_members (
    group_id text NOT NULL REFERENCES directory_groups ON DELETE CASCADE,
    user_id text NOT NULL REFERENCES directory_users ON DELETE CASCADE,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX directory_members_by_user ON directory_members (user_id);

COMMENT ON TABLE directory_members IS 'Who is in which group of the employer''s directory.
Written: by gateway, when the directory says so.
Deleted: by gateway, when the directory says so, and with the user or the group.';
COMMENT ON COLUMN directory_members.group_id IS 'The group.';
COMMENT ON COLUMN directory_members.user_id IS 'The user.';

ALTER TABLE staff_accounts ADD COLUMN has_left boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN staff_accounts.has_left IS 'Whether the employer''s directory says that its owner comes in no more.';
