import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Acting, explainCard, isRefusal, type Refusal, refuse } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import { actOnPage } from '../people'
import { hashSecret } from '../secrets'
import { cardBody, csrfField, type Html, html, sendPage } from '../web'
import { acceptTransfer } from './accept-transfer'
import { declineTransfer } from './end-transfer'
import { mayAnswer } from './may-answer'
import { readTransferByToken } from './repository'
import type { Transfer } from './transfer'
import { transferCard } from './views'

type Asked = FastifyRequest<{ Params: { token: string }; Body: { answer?: unknown } | undefined }>

const VERBS = { accept: acceptTransfer, decline: declineTransfer } as const
const isVerb = (answer: unknown): answer is keyof typeof VERBS => answer === 'accept' || answer === 'decline'

const UNKNOWN = refuse({ code: 'notFound', what: 'transfer' })

/** The page behind the mail's link: shows what its recipient sees in chat, and asks before anything is decided. */
export function transferPages({ db, clock }: { db: Database; clock: Clock }) {
  const find = async ({ params }: Asked): Promise<Transfer | undefined> =>
    (await readTransferByToken(db, [hashSecret(params.token)]))[0]

  /** Its recipient, with everything they are at this moment. */
  async function open(asked: Asked): Promise<{ id: string; acting: Acting } | Refusal> {
    const transfer = await find(asked)
    if (!transfer) return UNKNOWN
    const { id, accountId, toId: personId } = transfer
    const key = `page:${String(asked.body?.answer)}:${id}`
    const acting = await actOnPage(db, { personId, accountId, key, at: clock.now() })
    return acting ? { id, acting } : UNKNOWN
  }

  /** As it is now: with the question while it is open, else with who ended it and when. */
  async function send(
    asked: Asked,
    reply: FastifyReply,
    { acting, id }: { acting: Acting; id: string },
    status = 200,
  ) {
    const may = await mayAnswer(db, acting, id)
    if (isRefusal(may) && may.code !== 'transferOver') return sendRefusal(reply, may)
    const transfer = await find(asked)
    if (!transfer) return sendRefusal(reply, UNKNOWN)
    const card = transferCard(transfer, 'recipient', acting.at)
    const question = isRefusal(may) ? null : answerForm(csrfField(asked, reply))
    const body = html`${cardBody(card, acting.at)}${question}`
    return sendPage(reply, { title: card.title, body }, status)
  }

  function sendRefusal(reply: FastifyReply, refusal: Refusal) {
    const card = explainCard(refusal)
    const status = refusal.code === 'notFound' ? 404 : 409
    return sendPage(reply, { title: card.title, body: cardBody(card, clock.now()) }, status)
  }

  return (app: FastifyInstance): void => {
    app.get('/transfers/:token', async (asked: Asked, reply) => {
      const opened = await open(asked)
      return isRefusal(opened) ? sendRefusal(reply, opened) : send(asked, reply, opened)
    })

    app.post('/transfers/:token', async (asked: Asked, reply) => {
      const opened = await open(asked)
      if (isRefusal(opened)) return sendRefusal(reply, opened)
      const answer = asked.body?.answer
      if (!isVerb(answer)) return send(asked, reply, opened, 400)
      const answered = await VERBS[answer](db, opened.acting, opened.id)
      return send(asked, reply, opened, isRefusal(answered) ? 409 : 200)
    })
  }
}

const answerForm = (csrf: Html): Html => html`
<form method="post">
${csrf}
<button name="answer" value="accept" class="primary">Accept</button>
<button name="answer" value="decline">Decline</button>
</form>`
