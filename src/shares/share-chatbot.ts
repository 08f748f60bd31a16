import type { TeamMembership } from '../access'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import {
  asDecided,
  decideChangeShare,
  decideChatbot,
  decideShare,
  deniedChatbot,
  effectsOf,
  findChatbot,
  type Grant,
  isTo,
  type ReachedChatbot,
  readTeamOwner,
  type Share,
  unlessMay,
} from '../chatbots'
import { isoTime } from '../clock'
import { type Database, type Effects, newId, orEarlier, settle } from '../db'
import { happened } from '../events'
import type { WorkspacePerson } from '../people'
import { findGrantee, type Grantee, granteeName } from './grantee'
import { giveGrant } from './grants'
import { findGrant } from './unshare-chatbot'

export interface ChatbotShared extends Share {
  id: string
  name: string
  to: { kind: 'team' | 'person'; name: string }
  /** It was shared so before. */
  already: boolean
}

type Whom = { teamId: string } | { personId: string }

/** Shares with a team of the actor's or a person of the workspace, or changes how; those concerned are told (F39, F96, F97). */
export function shareChatbot(
  db: Database,
  context: Context,
  id: string,
  whom: Whom,
  share: Share,
): Promise<ChatbotShared | Refusal> {
  return settle(db, context, async (context) => {
    const sharing = await mayShare(db, context, id, whom)
    return isRefusal(sharing) ? sharing : give(db, context, sharing, share)
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
    const found = await findGrant(db, context, id, grantId)
    if (isRefusal(found)) return found
    const sharing = await mayShare(db, context, id, found.grant.to)
    return isRefusal(sharing) ? sharing : give(db, context, sharing, share)
  })
}

interface Sharing extends ReachedChatbot {
  to: Grantee
  before: Grant | undefined
}

async function mayShare(db: Database, context: Context, id: string, whom: Whom): Promise<Sharing | Refusal> {
  const found = await findChatbot(db, context.actor, id)
  if (!found) return refuse({ code: 'notFound', what: 'chatbot' })
  // Of people only the owner learns anything.
  const refused = 'personId' in whom ? unlessMay(found, 'share') : undefined
  if (refused) return refused
  const to = await findGrantee(db, context, found, whom)
  return isRefusal(to) ? to : sharingWith(found, to)
}

/** Whether the actor may share it with them, or change how it is shared; the forms ask it too. */
export function sharingWith(reached: ReachedChatbot, to: Grantee): Sharing | Refusal {
  const { chatbot, reach } = reached
  if ('personId' in to && to.personId === chatbot.ownerId)
    return refuse({ code: 'shareWithOwner', chatbot: chatbot.name })
  const before = chatbot.grants.find((grant) => isTo(grant, to))
  const decision = before
    ? decideChangeShare(reach, before)
    : 'teamId' in to
      ? decideShare(reach, to)
      : decideChatbot(reach, 'share')
  return decision.allowed ? { ...reached, to, before } : deniedChatbot(decision.reason, chatbot)
}

async function give(
  db: Database,
  context: Context,
  sharing: Sharing,
  { level, knowledge }: Share,
): Promise<ChatbotShared> {
  const { chatbot, to, before } = sharing
  const { id, name } = chatbot
  const [teamId, personId] = 'teamId' in to ? [to.teamId, null] : [null, to.personId]
  const already = before?.level === level && before.knowledge === knowledge
  const kind = teamId === null ? 'person' : 'team'
  const grantee = { kind, name: granteeName(to) } as const
  const outcome: ChatbotShared = { id, name, to: grantee, level, knowledge, already }
  if (already) return orEarlier(db, context, outcome)
  const given = [newId(context.at), teamId, personId, level, knowledge, context.actor.personId]
  const effects =
    'teamId' in to
      ? await effectsOnTeam(db, context, sharing, to, outcome)
      : effectsOnPerson(context, sharing, to, outcome)
  const { accountId } = chatbot
  const event = happened('chatbot.shared', { accountId, subjectId: id, actorId: context.actor.personId })
  await giveGrant(db, [...asDecided(sharing), ...given, isoTime(context.at)], context, {
    ...effects,
    owed: before ? effects.owed : [...effects.owed, event],
  })
  return outcome
}

/** Its owner pays, and is told (F97). */
async function effectsOnTeam(
  db: Database,
  context: Context,
  sharing: Sharing,
  team: TeamMembership,
  outcome: ChatbotShared,
): Promise<Effects> {
  const { teamId, teamName } = team
  const how = { team: teamName, level: outcome.level, knowledge: outcome.knowledge }
  const action = actionOf(sharing)
  const [owner] = await readTeamOwner(db, [teamId])
  const concerns = owner ? [owner.personId] : []
  const deed = { action, data: how, tidings: { name: action, ...how }, concerns }
  const effects = effectsOf(context, sharing, deed, outcome)
  return {
    ...effects,
    reliesOn: [team],
    audit: effects.audit.map((entry) => ({ ...entry, teamId })),
  }
}

function effectsOnPerson(
  context: Context,
  sharing: Sharing,
  { personId, name: person }: WorkspacePerson,
  outcome: ChatbotShared,
): Effects {
  const how = { level: outcome.level, knowledge: outcome.knowledge }
  const name = sharing.before ? 'chatbot.sharedWithYouOtherwise' : 'chatbot.sharedWithYou'
  const deed = { action: actionOf(sharing), data: { person, ...how }, tidings: { name, ...how } }
  return effectsOf(context, sharing, { ...deed, concerns: [personId] }, outcome)
}

const actionOf = ({ before }: Sharing) => (before ? 'chatbot.shareChanged' : 'chatbot.shared')
