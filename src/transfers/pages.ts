import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type Card,
  explainCard,
  type Fragment,
  fragments,
  isRefusal,
  plainText,
  type Reader,
  type Refusal,
  refuse,
  type Text,
} from '../chat'
import { type Clock, isoTime } from '../clock'
import type { Database } from '../db'
import { statusAt } from '../deadlines'
import { actOnPage } from '../people'
import { hashSecret } from '../secrets'
import { csrfField, type Html, html, sendPage } from '../web'
import { acceptTransfer } from './accept-transfer'
import { declineTransfer } from './end-transfer'
import { readTransferByToken } from './repository'
import type { Transfer } from './transfer'
import { transferCard } from './views'

type Asked = FastifyRequest<{ Params: { token: string }; Body: { answer?: string } }>

const VERBS = { accept: acceptTransfer, decline: declineTransfer } as const

/** The page behind the mail's link: shows what its recipient sees in chat, and asks before anything is decided. */
export function transferPages({ db, clock }: { db: Database; clock: Clock }) {
  const find = async ({ params }: Asked): Promise<Transfer | undefined> =>
    (await readTransferByToken(db, [hashSecret(params.token)]))[0]

  return (app: FastifyInstance): void => {
    app.get('/transfers/:token', async (request: Asked, reply) => {
      const transfer = await find(request)
      return transfer ? send(request, reply, transfer, clock.now()) : sendRefusal(reply, UNKNOWN, clock.now())
    })

    app.post('/transfers/:token', async (request: Asked, reply) => {
      const at = clock.now()
      const transfer = await find(request)
      if (!transfer) return sendRefusal(reply, UNKNOWN, at)
      const verb = request.body?.answer
      if (verb !== 'accept' && verb !== 'decline') return send(request, reply, transfer, at, 400)
      const { id, accountId, toId: personId } = transfer
      const acting = await actOnPage(db, { personId, accountId, key: `page:${verb}:${id}`, at })
      if (!acting) return sendRefusal(reply, UNKNOWN, at)
      const answered = await VERBS[verb](db, acting, id)
      if (isRefusal(answered) && answered.code !== 'transferOver') return sendRefusal(reply, answered, at)
      return send(request, reply, (await find(request)) ?? transfer, at, isRefusal(answered) ? 409 : 200)
    })
  }
}

const UNKNOWN = refuse({ code: 'notFound', what: 'transfer' })

/** The recipient's card as a page; its buttons, which are for chat, are a form here. */
function send(request: Asked, reply: FastifyReply, transfer: Transfer, now: number, status = 200) {
  const card = transferCard(transfer, 'recipient', now)
  const form = html`
<form method="post">
${csrfField(request, reply)}
<button name="answer" value="accept" class="primary">Accept</button>
<button name="answer" value="decline">Decline</button>
</form>`
  const open = statusAt(transfer, now) === 'pending'
  return sendPage(reply, { title: card.title, body: html`${bodyOf(card, now)}${open && form}` }, status)
}

function sendRefusal(reply: FastifyReply, refusal: Refusal, now: number) {
  const card = explainCard(refusal)
  return sendPage(
    reply,
    { title: card.title, body: bodyOf(card, now) },
    refusal.code === 'notFound' ? 404 : 409,
  )
}

const bodyOf = ({ text, fields = [], context }: Card, now: number): Html => html`
${text && html`<p>${inline(text, now)}</p>`}
${fields.map(({ name, value }) => html`<p><strong>${name}</strong><br>${inline(value, now)}</p>`)}
${context && html`<p class="soft">${inline(context, now)}</p>`}`

const inline = (words: Text, now: number): readonly Html[] =>
  fragments(words).map((part) => draw(part, { locale: 'en', timeZone: 'UTC', now }))

function draw(part: Fragment, reader: Reader): Html {
  const words = plainText([part], reader)
  if (typeof part === 'object' && 'bold' in part) return html`<strong>${words}</strong>`
  if (typeof part === 'object' && 'time' in part)
    return html`<time datetime="${isoTime(part.time)}">${words}, UTC</time>`
  return html`${words}`
}
