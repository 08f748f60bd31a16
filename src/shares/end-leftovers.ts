import { isoTime } from '../clock'
import { type Database, defineChange, type Effects, statement } from '../db'
import { unlessOvertaken } from '../deadlines'
import { eachAlone } from '../each-alone'
import type { Happened } from '../events'
import { isOfWorkspace } from '../people'

/** A live share of a chatbot that was deleted, with whom it belongs to, or with somebody who is not of its workspace any more. */
interface Leftover {
  id: string
  chatbotId: string
  workspaceId: string
  workspaceName: string
  name: string
  deleted: boolean
  person: string | null
  /** Null for a share with a person. */
  team: { id: string; name: string; ownerId: string | null } | null
  by: string | null
}

const IS_LEFT = `s.ended_at IS NULL AND (c.deleted_at IS NOT NULL OR s.person_id = c.owner_id
    OR s.person_id IS NOT NULL AND NOT ${isOfWorkspace('c.workspace_id', 'c.account_id', 's.person_id')})`

/** $1 the chatbot, or a workspace with all of its; $2 who deleted it, handed it over, or removed somebody. */
const readLeftovers = statement<Leftover>(
  'share.leftovers',
  `SELECT s.id, c.id AS "chatbotId", c.workspace_id AS "workspaceId", w.name AS "workspaceName", c.name, c.deleted_at IS NOT NULL AS deleted,
     p.name AS person, CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name, 'ownerId', (
       SELECT m.person_id FROM membership m WHERE m.team_id = t.id AND m.role = 'owner' AND m.ended_at IS NULL)) END AS team,
     (SELECT name FROM person WHERE id = $2) AS by
   FROM share_grant s JOIN chatbot c ON c.id = s.chatbot_id JOIN workspace w ON w.id = c.workspace_id
   LEFT JOIN person p ON p.id = s.person_id LEFT JOIN team t ON t.id = s.team_id
   WHERE s.chatbot_id IN (SELECT $1 UNION ALL SELECT id FROM chatbot WHERE workspace_id = $1) AND ${IS_LEFT}`,
)

const endLeftover = defineChange(
  'share.endLeftover',
  `changed AS (
  UPDATE share_grant s SET ended_at = $2 FROM chatbot c WHERE s.id = $1 AND c.id = s.chatbot_id AND ${IS_LEFT} RETURNING 1
)`,
)

/**
 * A share that is given while the chatbot is deleted, or accepted by whom it is given to, outlives that by a moment: the
 * statement that ends them all began before it was there. Who was to pay for it learns that the chatbot is gone. Shares with
 * somebody who was removed from the workspace end here: they would have them again if they came back.
 */
export async function endLeftovers(db: Database, event: Happened, at: number): Promise<void> {
  const leftovers = await readLeftovers(db, [event.subjectId, event.actorId])
  await eachAlone(leftovers, (leftover) =>
    unlessOvertaken(() => {
      const wish = { key: `unshare:${event.id}:${leftover.id}`, at }
      return endLeftover(db, [leftover.id, isoTime(at)], wish, effectsOf(event, leftover))
    }),
  )
}

function effectsOf({ accountId, actorId }: Happened, leftover: Leftover): Effects {
  const {
    chatbotId: subjectId,
    workspaceId,
    workspaceName: workspace,
    name,
    deleted,
    person,
    team,
    by,
  } = leftover
  const payerId = deleted && team?.ownerId !== actorId ? team?.ownerId : null
  return {
    reliesOn: [],
    audit: [
      {
        ...{ accountId, workspaceId, actorId, ...(team && { teamId: team.id }) },
        action: 'chatbot.unshared',
        subjectType: 'chatbot',
        subjectId,
        data: { name, ...(team ? { team: team.name } : { person }) },
      },
    ],
    owed: payerId
      ? [
          {
            kind: 'notice',
            accountId,
            personId: payerId,
            name: 'chatbot.deleted',
            subjectId,
            data: { chatbot: name, workspace, by },
            actorId,
          },
        ]
      : [],
    outcome: null,
  }
}
