CREATE TABLE staff_delegations (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    actor_id text NOT NULL REFERENCES staff_accounts,
    delegate_id text NOT NULL REFERENCES staff_accounts,
    made_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_by text
);
-- Somebody has one colleague at a time who acts for them.
CREATE UNIQUE INDEX staff_delegations_by_actor ON staff_delegations (actor_id) WHERE ended_at IS NULL;
CREATE INDEX staff_delegations_by_delegate ON staff_delegations (delegate_id) WHERE ended_at IS NULL;

COMMENT ON TABLE staff_delegations IS 'Who acts for whom, until when: approving acts alone.
Written: by gateway, when somebody names a colleague, and when it is ended early or with an account.
Deleted: never; the auditor reads them.';
COMMENT ON COLUMN staff_delegations.number IS 'Their order.';
COMMENT ON COLUMN staff_delegations.actor_id IS 'Whose acts they are.';
COMMENT ON COLUMN staff_delegations.delegate_id IS 'Who does them.';
COMMENT ON COLUMN staff_delegations.made_at IS 'Since when.';
COMMENT ON COLUMN staff_delegations.ends_at IS 'Until when.';
COMMENT ON COLUMN staff_delegations.ended_at IS 'When it was ended early, or made way for another.';
COMMENT ON COLUMN staff_delegations.ended_by IS 'By whom; null: with the account or the role of one of both.';
