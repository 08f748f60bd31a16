/** Invitations and one-time codes: domain.md §4, R15–R17, R22. */
export const INVITATIONS = `
CREATE TABLE invitation (
  id text PRIMARY KEY,
  account_id text NOT NULL REFERENCES account,
  workspace_id text NOT NULL REFERENCES workspace,
  team_id text NOT NULL REFERENCES team,
  role text NOT NULL CHECK (role IN ('admin', 'member')),
  -- Who is meant: 'mail:<folded address>' or '<platform>:<tenant>:<user id>'.
  invitee text NOT NULL,
  invitee_name text NOT NULL,
  inviter_id text NOT NULL REFERENCES person,
  note text,
  status text NOT NULL CHECK (status IN ('pending', 'accepted', 'declined', 'expired', 'cancelled')),
  -- SHA-256; null for invitations to a chat user, which need no mail.
  token_hash bytea,
  code_hash bytea,
  -- Counts sendings; 1 at first.
  round integer NOT NULL DEFAULT 1,
  expires_at timestamptz NOT NULL,
  reminded_at timestamptz,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  accepted_by text REFERENCES person
);
CREATE UNIQUE INDEX invitation_one_pending ON invitation (team_id, invitee) WHERE status = 'pending';
CREATE UNIQUE INDEX invitation_token ON invitation (token_hash);
CREATE UNIQUE INDEX invitation_code ON invitation (code_hash);
CREATE INDEX invitation_due ON invitation (expires_at) WHERE status = 'pending';
CREATE INDEX invitation_invitee ON invitation (invitee) WHERE status = 'pending';
CREATE INDEX invitation_team ON invitation (team_id, created_at);

CREATE TABLE one_time_code (
  code_hash bytea PRIMARY KEY,
  -- claim: first installation · identity: link a chat user · address: prove an address · connection: bind a server.
  purpose text NOT NULL CHECK (purpose IN ('claim', 'identity', 'address', 'connection')),
  person_id text REFERENCES person,
  account_id text REFERENCES account,
  workspace_id text REFERENCES workspace,
  data jsonb NOT NULL DEFAULT '{}',
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL
);

CREATE TABLE code_try (
  who text NOT NULL,
  -- The happening: delivered again it is the same try (R19).
  key text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (who, key)
);
CREATE INDEX code_try_who ON code_try (who, at);
`
