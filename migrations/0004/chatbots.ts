/** Chatbots, the versions of their instructions, and with whom they are shared: domain.md §1, §4. */
export const CHATBOTS = `
ALTER TABLE workspace ADD COLUMN plan text NOT NULL DEFAULT 'basic' CHECK (plan IN ('basic', 'pro'));

CREATE TABLE chatbot (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  owner_id text NOT NULL REFERENCES person,
  name text NOT NULL CHECK (name <> ''),
  description text NOT NULL DEFAULT '',
  instructions text NOT NULL DEFAULT '',
  -- The number of the newest row of chatbot_instructions.
  instructions_version integer NOT NULL DEFAULT 1,
  -- Refuses to answer where no document gives one (F154).
  sources_only boolean NOT NULL DEFAULT false,
  -- How long conversations are kept; null: for good.
  keep_days integer CHECK (keep_days > 0),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'paused', 'archived')),
  -- Grows with every change of what the form holds: an older form is refused.
  version integer NOT NULL DEFAULT 1,
  -- Grows with every upload: of two at once the later one counts again.
  uploads integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  -- Everything else about it stops with this; what other tables keep of it is removed in batches (R10).
  deleted_at timestamptz
);
CREATE INDEX chatbot_owner ON chatbot (owner_id) WHERE deleted_at IS NULL;
CREATE INDEX chatbot_workspace ON chatbot (workspace_id);

CREATE TABLE chatbot_instructions (
  chatbot_id text NOT NULL REFERENCES chatbot,
  number integer NOT NULL,
  text text NOT NULL,
  written_by text NOT NULL REFERENCES person,
  written_at timestamptz NOT NULL,
  PRIMARY KEY (chatbot_id, number)
);

-- A grant never changes: another level is another grant, so that its id says what was given.
CREATE TABLE share_grant (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  chatbot_id text NOT NULL REFERENCES chatbot,
  team_id text REFERENCES team,
  person_id text REFERENCES person,
  level text NOT NULL CHECK (level IN ('view', 'edit', 'full')),
  knowledge boolean NOT NULL,
  granted_by text NOT NULL REFERENCES person,
  -- Since when it is shared, also when the level has changed since.
  granted_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (num_nonnulls(team_id, person_id) = 1)
);
CREATE UNIQUE INDEX share_grant_team_once ON share_grant (chatbot_id, team_id) WHERE ended_at IS NULL AND team_id IS NOT NULL;
CREATE UNIQUE INDEX share_grant_person_once ON share_grant (chatbot_id, person_id) WHERE ended_at IS NULL AND person_id IS NOT NULL;
CREATE INDEX share_grant_team ON share_grant (team_id) WHERE ended_at IS NULL;
CREATE INDEX share_grant_person ON share_grant (person_id) WHERE ended_at IS NULL;
`
