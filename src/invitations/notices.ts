import type { CardKind } from '../cards'
import { bold, type Card, ROLE_NAMES, ref, text } from '../chat'
import type { Database } from '../db'
import { statusAt } from '../deadlines'
import type { NoticeKind, NoticeTopic } from '../notices'
import type { Invitation } from './invitation'
import { readInvitation } from './repository'
import { inScope } from './scope'
import { inTitle, inviteeCard } from './views'

/** Every copy of the invitee's card follows the invitation. */
export function invitationCards(db: Database): CardKind {
  return {
    type: 'invitation',
    async draw(id, _view, reader) {
      const [invitation] = await readInvitation(db, [id])
      return invitation ? inviteeCard(invitation, reader.now) : null
    },
  }
}

const adminJoinedCard = ({ acceptedBy, inviteeName, inviterName, scope }: Invitation): Card => ({
  title: `${inTitle(acceptedBy ?? inviteeName)} is an account admin now`,
  text: text`${bold(inviterName)} had invited ${inviteeName}. Account admins reach every workspace of the account.`,
  context: inScope(scope),
  buttons: [{ label: 'Admins', press: ref('account.admins', scope.id, '0') }],
})

export function invitationNotices(db: Database): readonly NoticeKind[] {
  const toInviter = (
    name: string,
    topic: NoticeTopic,
    card: (invitation: Invitation) => Card,
  ): NoticeKind => ({
    name,
    topic,
    async draw({ subjectId }) {
      const [invitation] = await readInvitation(db, [subjectId])
      return invitation ? { card: { ...card(invitation), context: inScope(invitation.scope) } } : null
    },
  })
  return [
    {
      name: 'invitation.received',
      async draw({ subjectId }, reader) {
        const [invitation] = await readInvitation(db, [subjectId])
        if (!invitation || statusAt(invitation, reader.now) !== 'pending') return null
        const subject = { type: 'invitation', id: subjectId, view: 'invitee' }
        return { card: inviteeCard(invitation, reader.now), subject }
      },
    },
    {
      name: 'invitation.adminJoined',
      async draw({ subjectId }) {
        const [invitation] = await readInvitation(db, [subjectId])
        return invitation ? { card: adminJoinedCard(invitation) } : null
      },
    },
    toInviter('invitation.accepted', 'outcome', (invitation) => ({
      tone: 'success',
      title: `${inTitle(invitation.acceptedBy ?? invitation.inviteeName)} accepted your invitation`,
      text: text`Invited as ${invitation.inviteeName}; ${bold(ROLE_NAMES[invitation.role])} of ${invitation.scope.kind} ${bold(invitation.scope.name)} now.`,
    })),
    toInviter('invitation.declined', 'outcome', (invitation) => ({
      title: `${inTitle(invitation.inviteeName)} declined your invitation`,
      text: text`To ${invitation.scope.kind} ${bold(invitation.scope.name)} as ${ROLE_NAMES[invitation.role]}.`,
    })),
    toInviter('invitation.expired', 'reminder', (invitation) => ({
      tone: 'warning',
      title: `Your invitation of ${inTitle(invitation.inviteeName)} has expired`,
      text: 'Nobody answered within seven days. You can send it again.',
      buttons: [{ label: 'Send again', press: ref('invites.resend', invitation.id) }],
    })),
  ]
}
