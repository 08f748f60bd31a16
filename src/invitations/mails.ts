import { bold, code, type Mail, type Reader, ROLE_NAMES, scopeWords, text, time } from '../chat'
import type { Database } from '../db'
import { statusAt } from '../deadlines'
import { sealLink } from '../later-link'
import type { MailKind } from '../notices'
import type { Secrets } from '../secrets'
import { addressOf, type Invitation } from './invitation'
import { openKeys } from './keys'
import { readInvitation, readTokenHash } from './repository'
import { scopeTitle } from './scope'

export interface InvitationMailOptions {
  db: Database
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
  now(): number
}

/** Nobody has told us the language or zone of a mere address. */
const readerOfMail = (now: number): Reader => ({ locale: 'en', timeZone: 'UTC', now })

export function invitationMails({ db, secrets, publicUrl, now }: InvitationMailOptions): readonly MailKind[] {
  const draw = async (id: string, mail: (invitation: Invitation) => Mail | Promise<Mail>) => {
    const [invitation] = await readInvitation(db, [id])
    const to = invitation && addressOf(invitation.invitee)
    if (!invitation || !to || statusAt(invitation, now()) !== 'pending') return null
    return { to, mail: await mail(invitation), reader: readerOfMail(now()) }
  }
  const actionOf = (token: string) => ({
    label: 'See the invitation',
    href: invitationUrl(publicUrl, token),
  })
  return [
    {
      name: 'invitation.mail',
      draw: ({ subjectId, data }) =>
        draw(subjectId, (invitation) => {
          const { token, code } = openKeys(secrets, data)
          return { ...words(invitation), action: actionOf(token), code }
        }),
    },
    {
      name: 'invitation.withdrawn',
      async draw({ subjectId }) {
        const [invitation] = await readInvitation(db, [subjectId])
        const to = invitation && addressOf(invitation.invitee)
        return to ? { to, mail: withdrawnMail(invitation), reader: readerOfMail(now()) } : null
      },
    },
    {
      name: 'invitation.reminder',
      draw: ({ subjectId }) =>
        draw(subjectId, async (invitation) => {
          const [kept] = await readTokenHash(db, [subjectId])
          return {
            ...reminderWords(invitation),
            ...(kept?.tokenHash && { action: actionOf(sealLink(secrets, 'invitation', kept.tokenHash)) }),
          }
        }),
    },
  ]
}

export const invitationUrl = (publicUrl: string, token: string) => `${publicUrl}/invitations/${token}`

function words(invitation: Invitation): Mail {
  const role = ROLE_NAMES[invitation.role]
  return {
    subject: `${invitation.inviterName} invites you to ${scopeWords(invitation.scope)}`,
    heading: `Join ${scopeWords(invitation.scope)}`,
    paragraphs: [
      text`${bold(invitation.inviterName)} invites you to ${invitation.scope.kind} ${bold(invitation.scope.name)} as ${bold(role)}.`,
      ...(invitation.note ? [text`“${invitation.note}”`] : []),
      text`Accept on the page behind the button, or with this code in chat: ${code('/invitation accept')} in Slack, ${code('/invite accept')} in Discord. It is open until ${time(invitation.expiresAt)}.`,
    ],
    footer: `You get this mail because ${invitation.inviterName} entered your address. If you do not know them, ignore it: nothing happens.`,
  }
}

const reminderWords = (invitation: Invitation): Mail => ({
  ...words(invitation),
  subject: `Your invitation to ${scopeWords(invitation.scope)} expires soon`,
  paragraphs: [
    text`${bold(invitation.inviterName)} invited you to ${invitation.scope.kind} ${bold(invitation.scope.name)}; the invitation expires ${time(invitation.expiresAt)}.`,
    'Accept or decline on the page behind the button. The link and the code of the mail that we sent you first work, too.',
  ],
})

const withdrawnMail = ({ scope, inviterName }: Invitation): Mail => ({
  subject: `The invitation to ${scopeWords(scope)} was withdrawn`,
  heading: `${scopeTitle(scope)} is no more`,
  paragraphs: [
    text`${bold(inviterName)} had invited you. The ${scope.kind} was deleted, so link and code no longer work.`,
  ],
  footer: 'You get this mail because you had been invited.',
})
