CREATE TABLE saved_views (
    view_id text PRIMARY KEY,
    owner text NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    is_shared boolean NOT NULL,
    made_at timestamptz NOT NULL,
    UNIQUE (owner, name)
);
CREATE INDEX saved_views_shared ON saved_views (name) WHERE is_shared;

COMMENT ON TABLE saved_views IS 'Lists of applications that the employer''s people keep under a name.
Written: by gateway, when somebody keeps, renames or shares one.
Deleted: by gateway, when its owner deletes it, or HR one that is shared.';
COMMENT ON COLUMN saved_views.view_id IS 'Drawn at random.';
COMMENT ON COLUMN saved_views.owner IS 'Who keeps it.';
COMMENT ON COLUMN saved_views.name IS 'What its owner calls it.';
COMMENT ON COLUMN saved_views.query IS 'What stands behind the path of the list: filters and order, no name of a candidate.';
COMMENT ON COLUMN saved_views.is_shared IS 'Everybody finds it, not its owner alone.';
COMMENT ON COLUMN saved_views.made_at IS 'When it was kept.';
