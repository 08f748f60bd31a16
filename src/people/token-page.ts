import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Acting, type Card, explainCard, type Findable, isRefusal, type Refusal, refuse } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import { hashOfLink, type LinkedThing } from '../later-link'
import type { Secrets } from '../secrets'
import { cardBody, csrfField, type Html, html, sendPage } from '../web'
import { actOnPage } from './act-on-page'

export type PageBody = Readonly<Record<string, string | string[] | undefined>>

/** What waits for the answer of one person, to whom its link was mailed. */
interface Linked {
  id: string
  accountId: string
  personId: string
}

export interface TokenPage {
  db: Database
  secrets: Secrets
  clock: Clock
  /** The token follows, e.g. `/requests`. */
  path: string
  what: Extract<Findable, LinkedThing>
  find(tokenHash: Buffer): Promise<Linked | undefined>
  /** As it is now for the person, with the form below its card while they may answer. */
  show(acting: Acting, id: string, body: PageBody): Promise<TokenPageView | Refusal>
  /** By the value of the button `answer`. */
  answers: Readonly<Record<string, (acting: Acting, id: string, body: PageBody) => Promise<unknown>>>
}

export interface TokenPageView {
  card: Card
  /** Holds the hidden field it is given; null: nothing can be answered any more. */
  form: ((csrf: Html) => Html) | null
}

type Asked = FastifyRequest<{ Params: { token: string }; Body: PageBody | undefined }>

/**
 * The page behind a mailed link: shows what its person sees in chat, and asks before anything is decided. Who opens it
 * acts as that person, with everything they are at this moment.
 */
export function tokenPage({ db, secrets, clock, path, what, find, show, answers }: TokenPage) {
  const unknown = refuse({ code: 'notFound', what })

  async function open({ params, body }: Asked): Promise<{ id: string; acting: Acting } | Refusal> {
    const hash = hashOfLink(secrets, what, params.token)
    const linked = hash && (await find(hash))
    if (!linked) return unknown
    const { id, accountId, personId } = linked
    const key = `page:${String(body?.answer)}:${id}`
    const acting = await actOnPage(db, { personId, accountId, key, at: clock.now() })
    return acting ? { id, acting } : unknown
  }

  async function answer(acting: Acting, id: string, body: PageBody): Promise<unknown> {
    const chosen = String(body.answer)
    const decide = Object.hasOwn(answers, chosen) ? answers[chosen] : undefined
    return decide ? decide(acting, id, body) : refuse({ code: 'optionMissing', option: 'Your answer' })
  }

  async function send(asked: Asked, reply: FastifyReply, shown: TokenPageView | Refusal, wrong?: Refusal) {
    if (isRefusal(shown)) return sendRefusal(reply, shown)
    const { card, form } = shown
    const body = html`
${cardBody(card, clock.now())}
${wrong && html`<p class="error" role="alert">${explainCard(wrong).title}</p>`}
${form?.(csrfField(asked, reply))}`
    const refused = form ? 400 : 409
    return sendPage(reply, { title: card.title, body }, wrong ? refused : 200)
  }

  function sendRefusal(reply: FastifyReply, refusal: Refusal) {
    const card = explainCard(refusal)
    const status = refusal.code === 'notFound' ? 404 : 409
    return sendPage(reply, { title: card.title, body: cardBody(card, clock.now()) }, status)
  }

  return (app: FastifyInstance): void => {
    app.get(`${path}/:token`, async (asked: Asked, reply) => {
      const opened = await open(asked)
      if (isRefusal(opened)) return sendRefusal(reply, opened)
      return send(asked, reply, await show(opened.acting, opened.id, {}))
    })

    app.post(`${path}/:token`, async (asked: Asked, reply) => {
      const opened = await open(asked)
      if (isRefusal(opened)) return sendRefusal(reply, opened)
      const { acting, id } = opened
      const body = asked.body ?? {}
      const answered = await answer(acting, id, body)
      const wrong = isRefusal(answered) ? answered : undefined
      return send(asked, reply, await show(acting, id, body), wrong)
    })
  }
}
