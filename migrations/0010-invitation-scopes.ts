import type { MigrationInterface, QueryRunner } from 'typeorm'

/**
 * Invitations also to a workspace and to an account; a version of each that grows when somebody is invited or comes in,
 * as teams have: domain.md §4, R13, R17.
 */
export class InvitationScopes10 implements MigrationInterface {
  name = 'InvitationScopes1768003200000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VERSIONS)
    await runner.query(INVITATIONS)
    await runner.query(seatTakers('LEFT JOIN'))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM invitation WHERE scope_kind <> 'team'`)
    await runner.query(seatTakers('JOIN'))
    await runner.query(TEAMS_ONLY)
    await runner.query('ALTER TABLE workspace DROP COLUMN version')
    await runner.query('ALTER TABLE account DROP COLUMN version')
  }
}

const VERSIONS = `
ALTER TABLE workspace ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE account ADD COLUMN version integer NOT NULL DEFAULT 1;
`

const INVITATIONS = `
ALTER TABLE invitation
  ALTER COLUMN team_id DROP NOT NULL,
  ALTER COLUMN workspace_id DROP NOT NULL,
  DROP CONSTRAINT invitation_role_check,
  ADD CONSTRAINT invitation_team_in_workspace CHECK (team_id IS NULL OR workspace_id IS NOT NULL),
  -- The narrowest of the three is what somebody is invited to.
  ADD COLUMN scope_id text NOT NULL GENERATED ALWAYS AS (coalesce(team_id, workspace_id, account_id)) STORED,
  ADD COLUMN scope_kind text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN team_id IS NOT NULL THEN 'team' WHEN workspace_id IS NOT NULL THEN 'workspace' ELSE 'account' END) STORED;
ALTER TABLE invitation ADD CONSTRAINT invitation_role_check CHECK (CASE scope_kind
  WHEN 'team' THEN role IN ('admin', 'member')
  WHEN 'workspace' THEN role IN ('workspaceAdmin', 'agentManager', 'contentManager', 'billingAdmin', 'chatUser')
  ELSE role = 'accountAdmin' END);
DROP INDEX invitation_one_pending, invitation_team;
CREATE UNIQUE INDEX invitation_one_pending ON invitation (scope_id, invitee) WHERE status = 'pending';
CREATE INDEX invitation_scope ON invitation (scope_id, created_at);
CREATE INDEX invitation_account ON invitation (account_id) WHERE status = 'pending';
`

const TEAMS_ONLY = `
DROP INDEX invitation_account;
ALTER TABLE invitation DROP CONSTRAINT invitation_role_check, DROP CONSTRAINT invitation_team_in_workspace,
  DROP COLUMN scope_kind, DROP COLUMN scope_id;
ALTER TABLE invitation
  ALTER COLUMN team_id SET NOT NULL,
  ALTER COLUMN workspace_id SET NOT NULL,
  ADD CONSTRAINT invitation_role_check CHECK (role IN ('admin', 'member'));
CREATE UNIQUE INDEX invitation_one_pending ON invitation (team_id, invitee) WHERE status = 'pending';
CREATE INDEX invitation_team ON invitation (team_id, created_at);
`

/** As in 0007; `teams`: whether an invitation that belongs to no team counts. */
const seatTakers = (teams: 'JOIN' | 'LEFT JOIN') => `
CREATE OR REPLACE FUNCTION seat_takers(of_workspace text, moment timestamptz, invitees text[])
RETURNS TABLE (taker text, invitee text, taken boolean) LANGUAGE sql STABLE AS $$
  WITH place AS (
    SELECT id, account_id FROM workspace WHERE id = of_workspace
  ), asked AS (
    SELECT i.invitee, true AS taken FROM invitation i ${teams} team t ON t.id = i.team_id
    WHERE i.workspace_id = of_workspace AND i.status = 'pending' AND i.expires_at > moment AND t.deleted_at IS NULL
    UNION ALL SELECT unnest(invitees), false
  ), behind AS (
    SELECT k.invitee, a.person_id FROM asked k CROSS JOIN place
      JOIN person_address a ON a.address = substr(k.invitee, 6) AND starts_with(k.invitee, 'mail:')
        AND (a.confirmed_in IS NULL OR a.confirmed_in = place.account_id)
    UNION SELECT k.invitee, u.person_id FROM asked k CROSS JOIN place
      JOIN chat_identity u ON u.platform = split_part(k.invitee, ':', 1) AND u.tenant = split_part(k.invitee, ':', 2)
        AND u.user_id = split_part(k.invitee, ':', 3) AND (u.confirmed_in IS NULL OR u.confirmed_in = place.account_id)
  ), known AS (
    SELECT b.invitee, min(b.person_id) AS person_id FROM behind b GROUP BY b.invitee HAVING count(*) = 1
  ), takers AS (
    SELECT person_id AS taker, NULL AS invitee, true AS taken FROM workspace_user WHERE workspace_id = of_workspace
    UNION ALL SELECT coalesce(known.person_id, k.invitee), k.invitee, k.taken FROM asked k LEFT JOIN known USING (invitee)
  )
  SELECT t.taker, t.invitee, t.taken FROM takers t WHERE NOT EXISTS (
    SELECT 1 FROM account_admin d JOIN place ON place.account_id = d.account_id WHERE d.person_id = t.taker)
$$;
`
