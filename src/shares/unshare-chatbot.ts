import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import {
  asDecided,
  decideUnshare,
  deniedChatbot,
  effectsOf,
  findChatbot,
  type Grant,
  type ReachedChatbot,
  seenGrants,
} from '../chatbots'
import { isoTime } from '../clock'
import { type Database, settle } from '../db'
import { happened } from '../events'
import { granteeId } from './grantee'
import { endGrant } from './grants'
import { readTeamsLeft, type TeamLeft } from './teams-left'

export interface ChatbotUnshared {
  id: string
  name: string
  to: { kind: 'team' | 'person'; name: string }
  /** Teams of the actor's through which a person has it still. */
  left: readonly string[]
}

export type ReachedGrant = ReachedChatbot & { grant: Grant }

/** A live share that the actor sees. `whomId`: the team or person that has it. */
export async function findGrant(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  id: string,
  whomId: string,
): Promise<ReachedGrant | Refusal> {
  const found = await findChatbot(db, actor, id)
  if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
  const grant = seenGrants(found).find((each) => granteeId(each) === whomId)
  return grant ? { ...found, grant } : refuse({ code: 'notFound', what: 'share' })
}

/** What is to be un-shared, when the actor may; the confirm card asks it too. */
export async function mayUnshare(
  db: Database,
  context: Context,
  id: string,
  whomId: string,
): Promise<ReachedGrant | Refusal> {
  const found = await findGrant(db, context, id, whomId)
  if (isRefusal(found)) return found
  const decision = decideUnshare(found.reach, found.grant)
  return decision.allowed ? found : deniedChatbot(decision.reason, found.chatbot)
}

/** Ends a share: whoever had it from there only is out at once (F98). */
export function unshareChatbot(
  db: Database,
  context: Context,
  id: string,
  whomId: string,
): Promise<ChatbotUnshared | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayUnshare(db, context, id, whomId)
    if (isRefusal(may)) return may
    const { chatbot, grant } = may
    const { kind, name } = grant.to
    const left = await readTeamsLeft(db, grant, id)
    const seen = left.filter(({ teamId }) => may.reach.near.some((team) => team.teamId === teamId))
    const outcome: ChatbotUnshared = { id, name: chatbot.name, to: { kind, name }, left: namesOf(seen) }
    const effects = effectsOf(context, may, deedOf(grant, namesOf(left)), outcome)
    const { accountId } = chatbot
    const event = happened('chatbot.unshared', { accountId, subjectId: id, actorId: context.actor.personId })
    await endGrant(db, [...asDecided(may), grant.id, isoTime(context.at)], context, {
      ...effects,
      audit: effects.audit.map((entry) => ({
        ...entry,
        ...(grant.to.kind === 'team' && { teamId: grant.to.teamId }),
      })),
      owed: [...effects.owed, event],
    })
    return outcome
  })
}

const namesOf = (teams: readonly TeamLeft[]) => teams.map(({ name }) => name)

function deedOf({ to }: Grant, left: readonly string[]) {
  const action = 'chatbot.unshared'
  if (to.kind === 'team')
    return {
      action,
      data: { team: to.name },
      tidings: { name: action, team: to.name },
      concerns: [to.ownerId],
    }
  const tidings = { name: 'chatbot.unsharedFromYou', teams: left }
  return { action, data: { person: to.name }, tidings, concerns: [to.personId] }
}
