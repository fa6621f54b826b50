ALTER TABLE staff_accounts ALTER COLUMN credentials DROP NOT NULL;
ALTER TABLE staff_accounts ADD COLUMN source text NOT NULL DEFAULT 'local' CHECK (source IN ('local', 'provider'));
ALTER TABLE staff_accounts ADD COLUMN is_emergency boolean NOT NULL DEFAULT false;
ALTER TABLE staff_accounts ADD CHECK (source = 'provider' OR credentials IS NOT NULL);
ALTER TABLE staff_invitations ADD COLUMN is_emergency boolean NOT NULL DEFAULT false;
ALTER TABLE staff_sessions ADD COLUMN provider_session text;

COMMENT ON COLUMN staff_accounts.credentials IS 'Hash of the password and key of the authenticator, encrypted; null where a provider knows its owner.';
COMMENT ON COLUMN staff_accounts.source IS 'Where its owner proves who they are: here, or at the identity provider.';
COMMENT ON COLUMN staff_accounts.is_emergency IS 'Whether it lets in although local accounts are switched off.';
COMMENT ON COLUMN staff_invitations.is_emergency IS 'Whether the account will let in although local accounts are switched off.';
COMMENT ON COLUMN staff_sessions.provider_session IS 'What the identity provider calls its own session, for signing out.';

CREATE TABLE staff_identities (
    issuer text NOT NULL,
    subject text NOT NULL,
    actor_id text NOT NULL REFERENCES staff_accounts,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX staff_identities_by_account ON staff_identities (actor_id);

COMMENT ON TABLE staff_identities IS 'Who of the identity provider has which account.
Written: by gateway, when somebody comes in by the provider for the first time.
Deleted: never, like the accounts.';
COMMENT ON COLUMN staff_identities.issuer IS 'The provider.';
COMMENT ON COLUMN staff_identities.subject IS 'Who it is to the provider, never given to anybody else (OpenID Connect Core, section 8).';
COMMENT ON COLUMN staff_identities.actor_id IS 'The account.';
COMMENT ON COLUMN staff_identities.made_at IS 'When they first came.';

CREATE TABLE staff_used (
    hash bytea PRIMARY KEY,
    ends_at timestamptz NOT NULL
);

COMMENT ON TABLE staff_used IS 'What counts once: ways to the identity provider and back, and its notices that somebody signed out.
Written: by gateway, when one comes.
Deleted: by gateway, once an hour when it would not count any more by itself.';
COMMENT ON COLUMN staff_used.hash IS 'SHA-256 of the state or of the number of the notice.';
COMMENT ON COLUMN staff_used.ends_at IS 'Until when it could come again.';
