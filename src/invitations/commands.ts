import {
  type Answer,
  type Card,
  type Command,
  command,
  isRefusal,
  PAGE_SIZE,
  type Refusal,
  refuse,
  say,
  type Visit,
} from '../chat'
import { inTeam, orRefuse, teamOption } from '../teams'
import { type Answering, acceptInvitation, declineInvitation } from './answer'
import { answererInChat, type Doorway } from './answerer'
import { findByCode, findById, findWaiting } from './find'
import type { InvitationScope } from './invitation'
import { inviteOptions, invitePeople } from './invite'
import { mayInvite } from './may-invite'
import { pageInvitations } from './repository'
import type { Inviting } from './send'
import { acceptedCard, declinedCard, listCard, waitingCard } from './views'

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
      options: { ...inviteOptions.team, team: teamOption },
      run: inTeam((context, { teamId }, args) =>
        invitePeople(doorway, context, { kind: 'team', id: teamId }, args),
      ),
    }),
    command({
      name: 'team invitations',
      description: 'List invitations; send again or cancel them',
      options: { team: teamOption },
      run: inTeam(async (context, { teamId }) => {
        const may = await mayInvite(doorway.db, context, teamId, 'team')
        return isRefusal(may) ? may : say(await invitationsPage(doorway, may.scope, 0, context.at))
      }),
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
  scope: InvitationScope,
  page: number,
  at: number,
): Promise<Card> {
  const found = await pageInvitations(doorway.db, [scope.id, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return invitationsPage(doorway, scope, 0, at)
  return listCard(scope, found, page, found[0]?.total ?? 0, at)
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
  orRefuse(await declineInvitation(db, visit, answering), ({ scope }) => show(declinedCard(scope)))

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
