import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Who takes a seat of a workspace, and how seats are taken one bulk at a time: domain.md R13. */
export class Seats7 implements MigrationInterface {
  name = 'Seats1767744000000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEATS)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION lock_seats, seat_takers')
    await runner.query('DROP INDEX invitation_workspace')
  }
}

const SEATS = `
CREATE INDEX invitation_workspace ON invitation (workspace_id) WHERE status = 'pending';

-- Everybody who takes a seat at a moment, or would if the invitees were invited too. One human being is one taker however
-- often they are invited: somebody known by exactly one person counts as that person, anybody else as the invitee.
-- Users have no invitee; of what is only asked about, taken is false. Admins of the account need no seat.
CREATE FUNCTION seat_takers(of_workspace text, moment timestamptz, invitees text[])
RETURNS TABLE (taker text, invitee text, taken boolean) LANGUAGE sql STABLE AS $$
  WITH place AS (
    SELECT id, account_id FROM workspace WHERE id = of_workspace
  ), asked AS (
    SELECT i.invitee, true AS taken FROM invitation i JOIN team t ON t.id = i.team_id AND t.deleted_at IS NULL
    WHERE i.workspace_id = of_workspace AND i.status = 'pending' AND i.expires_at > moment
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

-- Seats of a workspace before and after these invitees are invited. Whoever else asks waits until the transaction is over,
-- and then counts what it has left: so a statement that invites looks here first. No row when the plan is another.
CREATE FUNCTION lock_seats(of_workspace text, of_plan text, moment timestamptz, invitees text[])
RETURNS TABLE (before integer, after integer) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM 1 FROM workspace WHERE id = of_workspace AND plan = of_plan AND deleted_at IS NULL FOR NO KEY UPDATE;
  IF FOUND THEN
    -- A volatile function sees what was committed while it waited:
    -- https://www.postgresql.org/docs/current/xfunc-volatility.html
    RETURN QUERY SELECT (count(DISTINCT t.taker) FILTER (WHERE t.taken))::integer, count(DISTINCT t.taker)::integer
      FROM seat_takers(of_workspace, moment, invitees) t;
  END IF;
END $$;
`
