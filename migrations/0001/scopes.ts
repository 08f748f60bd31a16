/** Accounts, workspaces, teams, people: domain.md §1. */
export const SCOPES = `
CREATE TABLE account (
  id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);

CREATE TABLE workspace (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE INDEX workspace_account ON workspace (account_id);

CREATE TABLE person (
  id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Folded: trimmed, lower case. Two people may have proved the same shared mailbox; then nobody is linked by it (H9).
CREATE TABLE person_address (
  person_id text NOT NULL REFERENCES person,
  address text NOT NULL CHECK (address = lower(btrim(address))),
  verified_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, address)
);
CREATE INDEX person_address_address ON person_address (address);

CREATE TABLE team (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  name text NOT NULL CHECK (name <> ''),
  member_chatbot_creation boolean NOT NULL DEFAULT false,
  member_document_uploads boolean NOT NULL DEFAULT false,
  -- Grows whenever somebody is invited or comes in: a deletion under way learns of it.
  version integer NOT NULL DEFAULT 1,
  -- Grows with every change of name or switches: an older form is refused.
  settings_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE INDEX team_workspace ON team (workspace_id);

-- A Slack installation (tenant: team or enterprise id) or a Discord server (tenant: guild id).
CREATE TABLE connection (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  platform text NOT NULL CHECK (platform IN ('slack', 'discord')),
  tenant text NOT NULL,
  name text NOT NULL,
  default_team_id text REFERENCES team,
  sealed_bot_token text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX connection_tenant ON connection (platform, tenant) WHERE ended_at IS NULL;
CREATE INDEX connection_place ON connection (platform, tenant, ended_at);
CREATE INDEX connection_workspace ON connection (workspace_id);

CREATE TABLE chat_identity (
  id text PRIMARY KEY,
  person_id text NOT NULL REFERENCES person,
  platform text NOT NULL CHECK (platform IN ('slack', 'discord')),
  -- Slack ids are unique inside a Slack team or enterprise only; Discord ids are global (tenant 'discord').
  tenant text NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  locale text NOT NULL,
  time_zone text NOT NULL,
  linked_at timestamptz NOT NULL,
  last_active_at timestamptz NOT NULL,
  UNIQUE (platform, tenant, user_id)
);
CREATE INDEX chat_identity_person ON chat_identity (person_id);

CREATE TABLE account_admin (
  account_id text NOT NULL REFERENCES account,
  person_id text NOT NULL REFERENCES person,
  since timestamptz NOT NULL,
  PRIMARY KEY (account_id, person_id)
);
CREATE INDEX account_admin_person ON account_admin (person_id);

CREATE TABLE workspace_user (
  workspace_id text NOT NULL REFERENCES workspace,
  person_id text NOT NULL REFERENCES person,
  account_id text NOT NULL REFERENCES account,
  role text NOT NULL CHECK (role IN ('workspaceAdmin', 'agentManager', 'contentManager', 'billingAdmin', 'chatUser')),
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, person_id)
);
CREATE INDEX workspace_user_person ON workspace_user (person_id);

-- A membership is never deleted: it ends, and coming back is a new one.
CREATE TABLE membership (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  team_id text NOT NULL REFERENCES team,
  person_id text NOT NULL REFERENCES person,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
  version integer NOT NULL DEFAULT 1,
  joined_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text CHECK (ended_by IN ('removed', 'left', 'teamDeleted'))
);
CREATE UNIQUE INDEX membership_once ON membership (team_id, person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX membership_one_owner ON membership (team_id) WHERE role = 'owner' AND ended_at IS NULL;
CREATE INDEX membership_person ON membership (person_id) WHERE ended_at IS NULL;

-- R1: at most one owner is held by the index above, at least one by this check at the end of the transaction.
CREATE FUNCTION check_one_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE team_of_row text := CASE TG_TABLE_NAME WHEN 'team' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(OLD) ->> 'team_id' END;
BEGIN
  IF EXISTS (SELECT 1 FROM team WHERE id = team_of_row AND deleted_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM membership WHERE team_id = team_of_row AND role = 'owner' AND ended_at IS NULL)
  THEN RAISE EXCEPTION 'team % would have no owner', team_of_row USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER team_has_owner AFTER INSERT ON team
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_one_owner();
CREATE CONSTRAINT TRIGGER membership_owner_stays AFTER UPDATE OR DELETE ON membership
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION check_one_owner();
`
