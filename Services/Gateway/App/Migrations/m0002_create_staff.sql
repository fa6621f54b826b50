CREATE TABLE staff_accounts (
    actor_id text PRIMARY KEY,
    role text NOT NULL,
    credentials bytea NOT NULL,
    last_code_step bigint NOT NULL,
    is_closed boolean NOT NULL DEFAULT false,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);

COMMENT ON TABLE staff_accounts IS 'The employer''s people who sign in to the console.
Written: by gateway, when somebody sets up an account, signs in, or an administrator changes it.
Deleted: never; a closed account lets nobody in.';
COMMENT ON COLUMN staff_accounts.actor_id IS 'Under which name somebody signs in, and the audit knows them.';
COMMENT ON COLUMN staff_accounts.role IS 'What they may do.';
COMMENT ON COLUMN staff_accounts.credentials IS 'Hash of the password and key of the authenticator, encrypted.';
COMMENT ON COLUMN staff_accounts.last_code_step IS 'The newest code of the authenticator that was used.';
COMMENT ON COLUMN staff_accounts.is_closed IS 'Whether it lets nobody in any more.';
COMMENT ON COLUMN staff_accounts.made_by IS 'Who asked them in.';
COMMENT ON COLUMN staff_accounts.made_at IS 'When it was set up, for the first time or anew.';

CREATE TABLE staff_invitations (
    token_hash bytea PRIMARY KEY,
    actor_id text NOT NULL,
    role text NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    ends_at timestamptz NOT NULL
);

COMMENT ON TABLE staff_invitations IS 'Who was asked to set up an account, and has not yet.
Written: by gateway, when an administrator asks somebody in, and by colloquy staff.
Deleted: by gateway, when the account is set up, and once an hour when the time is over.';
COMMENT ON COLUMN staff_invitations.token_hash IS 'SHA-256 of what stands in the link.';
COMMENT ON COLUMN staff_invitations.actor_id IS 'The name of the account.';
COMMENT ON COLUMN staff_invitations.role IS 'What they will be allowed.';
COMMENT ON COLUMN staff_invitations.made_by IS 'Who asks.';
COMMENT ON COLUMN staff_invitations.made_at IS 'When.';
COMMENT ON COLUMN staff_invitations.ends_at IS 'Until when.';

CREATE TABLE staff_sessions (
    token_hash bytea PRIMARY KEY,
    actor_id text NOT NULL REFERENCES staff_accounts,
    device text NOT NULL,
    opened_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL
);
CREATE INDEX staff_sessions_by_account ON staff_sessions (actor_id, opened_at);

COMMENT ON TABLE staff_sessions IS 'Who is signed in, and where.
Written: by gateway, when somebody signs in, and once a minute while they work.
Deleted: by gateway, when somebody signs out, is shut out, and once an hour when the time is over.';
COMMENT ON COLUMN staff_sessions.token_hash IS 'SHA-256 of the cookie.';
COMMENT ON COLUMN staff_sessions.actor_id IS 'Whose it is.';
COMMENT ON COLUMN staff_sessions.device IS 'The kind of browser and system.';
COMMENT ON COLUMN staff_sessions.opened_at IS 'Since when.';
COMMENT ON COLUMN staff_sessions.seen_at IS 'When something was last done, to the minute.';

CREATE TABLE staff_tries (
    name_hash bytea PRIMARY KEY,
    tries integer NOT NULL,
    last_at timestamptz NOT NULL,
    held_until timestamptz NOT NULL
);

COMMENT ON TABLE staff_tries IS 'How often somebody tried to sign in under a name and did not get in.
Written: by gateway, with each try.
Deleted: by gateway, when somebody gets in, and once an hour after a day.';
COMMENT ON COLUMN staff_tries.name_hash IS 'SHA-256 of the name, be it anybody''s or not.';
COMMENT ON COLUMN staff_tries.tries IS 'How often.';
COMMENT ON COLUMN staff_tries.last_at IS 'When last.';
COMMENT ON COLUMN staff_tries.held_until IS 'Until when the next one has to wait.';
