import { decideTeam } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { type Database, defineChange, settle } from '../db'
import { happened } from '../events'
import { accountsOf, denied } from './change-member'
import { tell } from './notices'
import { memberIds, readTeam } from './statements'
import type { TeamWish } from './team'
import { ownTeam } from './which-team'

const saveTeam = defineChange(
  'team.settings',
  `changed AS (
  UPDATE team SET name = $2, member_chatbot_creation = $3, member_document_uploads = $4,
    settings_version = settings_version + 1
  WHERE id = $1 AND settings_version = $5 AND deleted_at IS NULL RETURNING 1
)`,
)

/**
 * Name and both switches; they hold for the very next command (R6). `seen` is the version that the form showed: what
 * somebody else has changed meanwhile is not turned back unseen. The owner is told when an admin changes them.
 */
export function changeSettings(
  db: Database,
  context: Context,
  teamId: string,
  seen: number,
  wish: TeamWish,
): Promise<TeamWish | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownTeam(context, teamId)
    if (isRefusal(own)) return own
    const decision = decideTeam(own, 'team.settings')
    if (!decision.allowed) return denied(decision.reason, own)
    const [before] = await readTeam(db, [teamId, accountsOf(context)])
    if (!before) return refuse({ code: 'notFound', what: 'team' })
    if (before.settingsVersion !== seen) return refuse({ code: 'changedMeanwhile' }, 'name')
    const { name, memberChatbotCreation, memberDocumentUploads } = before
    const from: TeamWish = { name, memberChatbotCreation, memberDocumentUploads }
    const deed = {
      action: 'team.settingsChanged',
      subjectType: 'team',
      subjectId: teamId,
      data: { from, to: wish },
    }
    const owner = (await memberIds(db, [teamId])).find((member) => member.role === 'owner')
    const tellsOwner = own.role !== 'owner' && owner !== undefined
    await saveTeam(
      db,
      [teamId, wish.name, wish.memberChatbotCreation, wish.memberDocumentUploads, seen],
      context,
      {
        reliesOn: [own],
        audit: [auditOf(context, own, deed)],
        owed: [
          ...(tellsOwner ? [tell(context, own, owner.personId, 'team.settingsChanged')] : []),
          ...(name === wish.name
            ? []
            : [
                happened('roles.changed', {
                  accountId: own.accountId,
                  subjectId: teamId,
                  actorId: context.actor.personId,
                }),
              ]),
        ],
        outcome: wish,
      },
    )
    return wish
  })
}
