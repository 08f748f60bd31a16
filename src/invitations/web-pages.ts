import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { explainCard, isRefusal, plainText, type Reader, type Refusal, ROLE_NAMES, scopeWords } from '../chat'
import { type Clock, isoTime } from '../clock'
import type { Database } from '../db'
import { CODE_LIFETIME_MS, issueCode } from '../people'
import type { Secrets } from '../secrets'
import { csrfField, type Html, html, sendPage } from '../web'
import { acceptInvitation, declineInvitation } from './answer'
import { answererOnPage } from './answerer'
import { findByToken } from './find'
import { addressOf, type Invitation } from './invitation'
import { over } from './rules'

export interface InvitationPageOptions {
  db: Database
  clock: Clock
  secrets: Secrets
}

type Asked = FastifyRequest<{ Params: { token: string }; Body: { answer?: string } }>

/** The page behind the mail's link: shows the invitation, and asks before anything is decided. */
export function invitationPages({ db, clock, secrets }: InvitationPageOptions) {
  /** With this code the new member links their chat user; a page that is loaded again later shows one that still works. */
  const linkCode = ({ id, scope }: Invitation, personId: string, at: number) =>
    issueCode(
      { db, secrets },
      { key: `page:link:${id}:${Math.floor(at / CODE_LIFETIME_MS)}`, at },
      { purpose: 'identity', personId, accountId: scope.accountId, workspaceId: null, data: {} },
    )

  return (app: FastifyInstance): void => {
    app.get('/invitations/:token', async (request: Asked, reply) => {
      const invitation = await findByToken(db, secrets, request.params.token)
      if (isRefusal(invitation)) return sendRefusal(reply, invitation, clock.now())
      const ended = over(invitation, clock.now())
      return ended ? sendRefusal(reply, ended, clock.now()) : sendQuestion(request, reply, invitation)
    })

    app.post('/invitations/:token', async (request: Asked, reply) => {
      const at = clock.now()
      const find = () => findByToken(db, secrets, request.params.token)
      const invitation = await find()
      if (isRefusal(invitation)) return sendRefusal(reply, invitation, at)
      const answering = { find, who: async () => answererOnPage(invitation.inviteeName) }
      const wish = (verb: string) => ({ key: `page:${verb}:${invitation.id}:${invitation.expiresAt}`, at })
      if (request.body?.answer === 'accept') {
        const accepted = await acceptInvitation(db, wish('accept'), answering)
        if (isRefusal(accepted)) return sendRefusal(reply, accepted, at)
        return sendWelcome(reply, invitation, await linkCode(invitation, accepted.personId, at))
      }
      if (request.body?.answer !== 'decline') return sendQuestion(request, reply, invitation, 400)
      const declined = await declineInvitation(db, wish('decline'), answering)
      if (isRefusal(declined)) return sendRefusal(reply, declined, at)
      return sendPage(reply, {
        title: 'Invitation declined',
        body: html`<p>You will not join ${declined.scope.kind} <strong>${declined.scope.name}</strong>. ${invitation.inviterName} is told.</p>`,
      })
    })
  }
}

function sendQuestion(request: Asked, reply: FastifyReply, invitation: Invitation, status = 200) {
  const body = html`
<p><strong>${invitation.inviterName}</strong> invites you to ${invitation.scope.kind} <strong>${invitation.scope.name}</strong> as <strong>${ROLE_NAMES[invitation.role]}</strong>.</p>
${invitation.note && html`<blockquote>${invitation.note}</blockquote>`}
<p>For ${addressOf(invitation.invitee) ?? invitation.inviteeName}. Open until ${moment(invitation.expiresAt)}.</p>
<form method="post">
${csrfField(request, reply)}
<button name="answer" value="accept" class="primary">Accept</button>
<button name="answer" value="decline">Decline</button>
</form>`
  return sendPage(reply, { title: `Join ${scopeWords(invitation.scope)}?`, body }, status)
}

function sendWelcome(reply: FastifyReply, invitation: Invitation, code: string) {
  return sendPage(reply, {
    title: `Welcome to ${scopeWords(invitation.scope)}`,
    body: html`
<p>You are <strong>${ROLE_NAMES[invitation.role]}</strong> now.</p>
<p>To act from chat, type this in Slack or Discord within fifteen minutes; only your own chat user should enter it:</p>
<p><code>/link ${code}</code></p>
<p>Later, <code>/link address:${addressOf(invitation.invitee) ?? 'you@company.com'}</code> does the same by mail.</p>`,
  })
}

function sendRefusal(reply: FastifyReply, refusal: Refusal, now: number) {
  const card = explainCard(refusal)
  const reader: Reader = { locale: 'en', timeZone: 'UTC', now, namesZone: true }
  const status = refusal.code === 'notFound' ? 404 : 409
  return sendPage(
    reply,
    {
      title: card.title,
      body: html`<p>${card.text === undefined ? null : plainText(card.text, reader)}</p>`,
    },
    status,
  )
}

function moment(at: number): Html {
  const shown = new Intl.DateTimeFormat('en', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(at)
  return html`<time datetime="${isoTime(at)}">${shown} UTC</time>`
}
