import type { TeamMembership } from '../access'
import {
  type Answer,
  type Card,
  type Command,
  command,
  isRefusal,
  PAGE_SIZE,
  type Refusal,
  readPeople,
  refuse,
  say,
  type Visit,
} from '../chat'
import { GIVABLE_ROLES, inTeam, isGivableRole, orRefuse, teamOption, unless } from '../teams'
import { type Answering, acceptInvitation, declineInvitation } from './answer'
import { answererInChat, type Doorway } from './answerer'
import { findByCode, findById, findWaiting } from './find'
import { NOTE_LENGTH } from './invitation'
import { pageInvitations } from './repository'
import { type Inviting, sendInvitations } from './send'
import { vetUsers } from './vet-users'
import { acceptedCard, declinedCard, listCard, sentCard, waitingCard } from './views'

/** 100 addresses of 254 characters do not fit a form; what Slack's longest field takes does. */
const PEOPLE_LENGTH = 3_000

export function invitationCommands(doorway: Doorway & Inviting): readonly Command[] {
  const code = {
    kind: 'text',
    description: 'The code from the invitation mail',
    maxLength: 100,
    secret: true,
  } as const
  return [
    command({
      name: 'team invite',
      description: 'Invite people by address, or users of this chat',
      form: { title: 'Invite people', submitLabel: 'Invite' },
      options: {
        people: {
          kind: 'people',
          description: 'Addresses or @users, separated by commas or lines (up to 100)',
          asked: true,
          maxLength: PEOPLE_LENGTH,
        },
        role: {
          kind: 'choice',
          description: 'What they will be; Member if left out',
          choices: GIVABLE_ROLES,
        },
        note: {
          kind: 'text',
          description: 'A line they will read in the invitation',
          named: true,
          maxLength: NOTE_LENGTH,
        },
        team: teamOption,
      },
      run: inTeam(async (context, own, { people = '', role, note }) => {
        const refused = unless(own, 'member.invite')
        if (refused) return refused
        const vetted = await vetUsers(doorway, readPeople(people, context.sender))
        const wish = {
          ...vetted,
          role: isGivableRole(role) ? role : 'member',
          note: note ?? null,
        } as const
        return orRefuse(await sendInvitations(doorway, context, own.teamId, wish), (sent) =>
          say(sentCard(sent)),
        )
      }),
    }),
    command({
      name: 'team invitations',
      description: 'List invitations; send again or cancel them',
      options: { team: teamOption },
      run: inTeam(
        async (context, own) =>
          unless(own, 'member.invite') ?? say(await invitationsPage(doorway, own, 0, context.at)),
      ),
    }),
    command({
      name: 'invite accept',
      description: 'Accept an invitation',
      who: 'anyone',
      options: { code },
      run: (visit, { code }) => answer(doorway, visit, code, accept),
    }),
    command({
      name: 'invite decline',
      description: 'Decline an invitation',
      who: 'anyone',
      options: { code },
      run: (visit, { code }) => answer(doorway, visit, code, decline),
    }),
  ]
}

export async function invitationsPage(
  doorway: Doorway,
  own: TeamMembership,
  page: number,
  at: number,
): Promise<Card> {
  const found = await pageInvitations(doorway.db, [own.teamId, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return invitationsPage(doorway, own, 0, at)
  return listCard(own, found, page, found[0]?.total ?? 0, at)
}

type Show = (card: Card) => Answer
type Verb = (
  doorway: Doorway,
  visit: Visit,
  answering: Answering<Visit>,
  show: Show,
) => Promise<Answer | Refusal>

export const accept: Verb = async ({ db }, visit, answering, show) =>
  orRefuse(await acceptInvitation(db, visit, answering), (accepted) => show(acceptedCard(accepted)))

export const decline: Verb = async ({ db }, visit, answering, show) =>
  orRefuse(await declineInvitation(db, visit, answering), ({ teamName }) => show(declinedCard(teamName)))

/** With a code: that invitation. Without: the one that waits; among several the person picks. */
async function answer(
  doorway: Doorway,
  visit: Visit,
  typed: string | undefined,
  verb: Verb,
): Promise<Answer | Refusal> {
  const { db } = doorway
  const byToken = typed !== undefined
  const who = (visit: Visit) => answererInChat(doorway, visit, byToken)
  if (byToken) return verb(doorway, visit, { who, find: (visit) => findByCode(db, visit, typed) }, say)
  const asker = await who(visit)
  if (isRefusal(asker)) return asker
  const [only, ...others] = await findWaiting(db, visit, asker)
  if (only && others.length > 0) return say(waitingCard([only, ...others]))
  const find = async () =>
    only ? findById(db, only.id) : refuse({ code: 'nothingWaits', what: 'invitation' })
  return verb(doorway, visit, { who, find }, say)
}
