import type { TeamMembership } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import {
  asDecided,
  decideShare,
  decideUnshare,
  deniedChatbot,
  effectsOf,
  findChatbot,
  type Grant,
  isTo,
  type ReachedChatbot,
  reachToDo,
  readTeamOwner,
  type Share,
} from '../chatbots'
import { isoTime } from '../clock'
import { type Database, newId, orEarlier, settle } from '../db'
import { endGrant, giveGrant } from './grants'

export interface ChatbotShared extends Share {
  id: string
  name: string
  teamName: string
  /** It was shared so before. */
  already: boolean
}

/** Shares with a team of the actor, or changes how it is shared; its owner pays, and is told (F39, F97). */
export function shareWithTeam(
  db: Database,
  context: Context,
  id: string,
  teamId: string,
  share: Share,
): Promise<ChatbotShared | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await mayShare(db, context, id, teamId)
    return isRefusal(reached) ? reached : give(db, context, reached, share)
  })
}

/** Another level, or with or without documents, for a share that is still there. */
export function changeShare(
  db: Database,
  context: Context,
  id: string,
  grantId: string,
  share: Share,
): Promise<ChatbotShared | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await reachToDo(db, context, id, 'share')
    if (isRefusal(reached)) return reached
    const grant = reached.chatbot.grants.find((each) => each.id === grantId)
    if (grant?.to.kind !== 'team') return refuse({ code: 'notFound', what: 'share' })
    const allowed = await mayShare(db, context, id, grant.to.teamId)
    return isRefusal(allowed) ? allowed : give(db, context, allowed, share)
  })
}

type Sharing = ReachedChatbot & { team: TeamMembership }

/** Whether the actor may share this chatbot with this team; the form asks it too. */
export async function mayShare(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  id: string,
  teamId: string,
): Promise<Sharing | Refusal> {
  const found = await findChatbot(db, actor, id)
  if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
  const team = found.reach.near.find((each) => each.teamId === teamId)
  if (!team) return refuse({ code: 'notFound', what: 'team' })
  const decision = decideShare(found.reach, team)
  return decision.allowed ? { ...found, team } : deniedChatbot(decision.reason, found.chatbot)
}

async function give(
  db: Database,
  context: Context,
  sharing: Sharing,
  { level, knowledge }: Share,
): Promise<ChatbotShared> {
  const { chatbot, team } = sharing
  const { id, name } = chatbot
  const { teamId, teamName } = team
  const before = chatbot.grants.find((grant) => isTo(grant, team))
  const already = before?.level === level && before.knowledge === knowledge
  const outcome: ChatbotShared = { id, name, teamName, level, knowledge, already }
  if (already) return orEarlier(db, context, outcome)
  const action = before ? 'chatbot.shareChanged' : 'chatbot.shared'
  const [owner] = await readTeamOwner(db, [teamId])
  const effects = effectsOf(
    context,
    sharing,
    {
      action,
      data: { team: teamName, level, knowledge },
      tidings: { name: action, team: teamName, level, knowledge },
      concerns: owner ? [owner.personId] : [],
    },
    outcome,
  )
  const { personId } = context.actor
  const parameters = [newId(context.at), teamId, null, level, knowledge, personId, isoTime(context.at)]
  await giveGrant(db, [...asDecided(sharing), ...parameters], context, {
    ...effects,
    reliesOn: [team],
    audit: effects.audit.map((entry) => ({ ...entry, teamId })),
  })
  return outcome
}

export interface ChatbotUnshared {
  id: string
  name: string
  teamName: string
}

/** What is to be un-shared, when the actor may; the confirm card asks it too. */
export async function mayUnshare(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  id: string,
  grantId: string,
): Promise<(ReachedChatbot & { grant: Grant }) | Refusal> {
  const found = await findChatbot(db, actor, id)
  const grant = found?.chatbot.grants.find((each) => each.id === grantId)
  if (!found || !grant) return refuse({ code: 'notFound', what: found ? 'share' : 'chatbot' })
  const decision = decideUnshare(found.reach, grant)
  return decision.allowed ? { ...found, grant } : deniedChatbot(decision.reason, found.chatbot)
}

/** Ends a share: whoever had it from there only is out at once (F98). */
export function unshareChatbot(
  db: Database,
  context: Context,
  id: string,
  grantId: string,
): Promise<ChatbotUnshared | Refusal> {
  return settle(db, context, async (context) => {
    const may = await mayUnshare(db, context, id, grantId)
    if (isRefusal(may)) return may
    const { chatbot, grant } = may
    const { to } = grant
    const outcome: ChatbotUnshared = { id, name: chatbot.name, teamName: to.name }
    const effects = effectsOf(
      context,
      may,
      {
        action: 'chatbot.unshared',
        data: { team: to.name },
        tidings: { name: 'chatbot.unshared', team: to.name },
        concerns: [to.kind === 'team' ? to.ownerId : to.personId],
      },
      outcome,
    )
    await endGrant(db, [...asDecided(may), grantId, isoTime(context.at)], context, {
      ...effects,
      audit: effects.audit.map((entry) => ({ ...entry, ...(to.kind === 'team' && { teamId: to.teamId }) })),
    })
    return outcome
  })
}
