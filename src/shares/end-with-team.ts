import { isoTime } from '../clock'
import { type Database, defineChange, type Effects, statement } from '../db'
import { unlessOvertaken } from '../deadlines'
import { eachAlone } from '../each-alone'
import { type Happened, happened } from '../events'

/** One owner's chatbots that were shared with the team. */
interface Affected {
  ownerId: string
  workspaceId: string
  teamName: string
  /** A share ends once: the first of them names what ends them all. */
  firstId: string
  chatbots: readonly { id: string; name: string; grantId: string; elsewhere: boolean }[]
}

/** `elsewhere`: another team has it too. */
const readAffected = statement<Affected>(
  'share.ofTeam',
  `SELECT c.owner_id AS "ownerId", t.workspace_id AS "workspaceId", t.name AS "teamName", min(s.id) AS "firstId",
     json_agg(json_build_object('id', c.id, 'name', c.name, 'grantId', s.id, 'elsewhere', EXISTS (
       SELECT 1 FROM share_grant e JOIN team o ON o.id = e.team_id AND o.deleted_at IS NULL
       WHERE e.chatbot_id = c.id AND e.ended_at IS NULL AND e.team_id <> t.id
     )) ORDER BY lower(c.name), c.id) AS chatbots
   FROM share_grant s JOIN team t ON t.id = s.team_id JOIN chatbot c ON c.id = s.chatbot_id AND c.deleted_at IS NULL
   WHERE s.team_id = $1 AND s.ended_at IS NULL AND t.deleted_at IS NOT NULL
   GROUP BY c.owner_id, t.id ORDER BY c.owner_id LIMIT $2`,
)

/** All of them or, when one has ended meanwhile, none: the owner is told of what was still shared. */
const endGrants = defineChange(
  'share.endOfTeam',
  `ended AS (UPDATE share_grant SET ended_at = $2 WHERE id = ANY($1) AND ended_at IS NULL RETURNING 1),
changed AS (SELECT 1 FROM ended HAVING count(*) = cardinality($1::text[]))`,
)

const OWNERS_AT_ONCE = 100

/** A deleted team shares nothing: its grants end, and each owner of a chatbot is told once what is personal again. */
export async function endSharesWith(db: Database, event: Happened, at: number): Promise<void> {
  const affected = await readAffected(db, [event.subjectId, OWNERS_AT_ONCE])
  if (affected.length === 0) return
  await eachAlone(affected, (each) => unlessOvertaken(() => endShares(db, event, each, at)))
  // Those that were left, and those that were overtaken; each round ends some or finds them ended.
  await endSharesWith(db, event, at)
}

function endShares(db: Database, event: Happened, affected: Affected, at: number): Promise<void> {
  const grantIds = affected.chatbots.map(({ grantId }) => grantId)
  const wish = { key: `unshare:${event.id}:${affected.firstId}`, at }
  return endGrants(db, [grantIds, isoTime(at)], wish, effectsOf(event, affected))
}

function effectsOf({ accountId, subjectId: teamId, actorId }: Happened, affected: Affected): Effects {
  const { ownerId, workspaceId, teamName, chatbots } = affected
  const names = (elsewhere: boolean) =>
    chatbots.filter((each) => each.elsewhere === elsewhere).map(({ name }) => name)
  return {
    reliesOn: [],
    audit: chatbots.map(({ id, name }) => ({
      ...{ accountId, workspaceId, teamId, actorId },
      action: 'chatbot.unshared',
      subjectType: 'chatbot',
      subjectId: id,
      data: { name, team: teamName },
    })),
    owed: [
      {
        kind: 'notice',
        accountId,
        personId: ownerId,
        name: 'chatbot.teamDeleted',
        subjectId: teamId,
        data: { team: teamName, personal: names(false), shared: names(true) },
      },
      ...chatbots.map(({ id }) => happened('chatbot.unshared', { accountId, subjectId: id, actorId })),
    ],
    outcome: null,
  }
}
