import type { TeamMembership } from '../access'
import { type Context, isRefusal, type Refusal } from '../chat'
import { asDecided, effectsOf, readTeamOwner, type Share } from '../chatbots'
import { isoTime } from '../clock'
import { type Database, type Effects, newId, orEarlier, settle } from '../db'
import { happened } from '../events'
import type { WorkspacePerson } from '../people'
import { granteeName, type Whom } from './grantee'
import { giveGrant } from './grants'
import { mayShare, type Sharing } from './may-share'
import { findGrant } from './unshare-chatbot'

export interface ChatbotShared extends Share {
  id: string
  name: string
  to: { kind: 'team' | 'person'; name: string }
  /** It was shared so before. */
  already: boolean
}

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

/** Another level, or with or without documents, for a share that is still there. `whomId`: the team or person that has it. */
export function changeShare(
  db: Database,
  context: Context,
  id: string,
  whomId: string,
  share: Share,
): Promise<ChatbotShared | Refusal> {
  return settle(db, context, async (context) => {
    const found = await findGrant(db, context, id, whomId)
    if (isRefusal(found)) return found
    const sharing = await mayShare(db, context, id, found.grant.to)
    return isRefusal(sharing) ? sharing : give(db, context, sharing, share)
  })
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
    owed: [...effects.owed, event],
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
