/** What the chat kernel keeps between two interactions. */
export const CHAT = `
-- One row for each happening that changed something: the same click delivered again finds its outcome (R19).
CREATE TABLE interaction (
  key text PRIMARY KEY,
  outcome jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX interaction_at ON interaction (at);

-- Values of a form that had errors, where the platform cannot show the form again by itself (Discord).
CREATE TABLE form_draft (
  id text PRIMARY KEY,
  platform text NOT NULL,
  tenant text NOT NULL,
  user_id text NOT NULL,
  form jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX form_draft_at ON form_draft (created_at);

-- Ends a change: undoes everything unless the happening is new, what was relied on still holds, and something changed.
CREATE FUNCTION settle_change(is_first boolean, still_holds boolean, has_changed boolean) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_first THEN RAISE EXCEPTION 'repeated' USING ERRCODE = 'RC002'; END IF;
  IF NOT still_holds OR NOT has_changed THEN RAISE EXCEPTION 'overtaken' USING ERRCODE = 'RC001'; END IF;
  RETURN true;
END $$;
`
