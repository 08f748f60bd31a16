import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Acting, isRefusal, type Refusal, refuse } from '../../chat'
import { isLevel } from '../../chatbots'
import type { Clock } from '../../clock'
import { actOnPage } from '../../people'
import { hashSecret } from '../../secrets'
import { csrfField, sendPage } from '../../web'
import { approveRequest } from './approve-request'
import { denyRequest } from './deny-request'
import { drawRequest, type Showing } from './draw'
import { wordsIn } from './forms'
import { mayDecide } from './may-decide'
import { cardPage, questionPage, refusalPage, type Typed, untyped } from './page-views'
import { readRequestByToken } from './repository'
import type { ShareRequest } from './request'

type Body = Readonly<Record<string, string | string[] | undefined>>
type Asked = FastifyRequest<{ Params: { token: string }; Body: Body | undefined }>

const UNKNOWN = refuse({ code: 'notFound', what: 'request' })

/** The page behind the mail's link: shows what the owner of the team sees in chat, and asks before it decides. */
export function requestPages({ clock, ...showing }: Showing & { clock: Clock }) {
  const { db } = showing

  /** The request, and the person to whom the link was mailed with what they may do at this moment. */
  async function open({ params, body }: Asked): Promise<{ request: ShareRequest; acting: Acting } | Refusal> {
    const [request] = await readRequestByToken(db, [hashSecret(params.token)])
    if (!request) return UNKNOWN
    const { id, accountId, askedId: personId } = request
    const key = `page:${String(body?.verb)}:${id}`
    const acting = await actOnPage(db, { personId, accountId, key, at: clock.now() })
    return acting ? { request, acting } : UNKNOWN
  }

  async function decide(verb: unknown, acting: Acting, { id }: ShareRequest, typed: Typed) {
    const { level, knowledge, answer } = typed
    if (verb === 'approve') return approveRequest(db, acting, id, { level, knowledge })
    if (verb === 'deny') return denyRequest(db, acting, id, wordsIn(answer))
    return refuse({ code: 'optionMissing', option: 'Your answer' })
  }

  async function sendQuestion(
    asked: Asked,
    reply: FastifyReply,
    request: ShareRequest,
    { actor, at: now }: Acting,
    { typed, wrong }: { typed: Typed; wrong: Refusal | null } = { typed: untyped(request), wrong: null },
  ) {
    const card = await drawRequest(showing, request, 'decider', actor.personId, now)
    const page = questionPage(card, { typed, wrong, csrf: csrfField(asked, reply), now })
    return sendPage(reply, page, wrong ? 400 : 200)
  }

  /** As it is now, after whatever was decided. */
  async function sendCard({ params }: Asked, reply: FastifyReply, { actor, at: now }: Acting) {
    const [request] = await readRequestByToken(db, [hashSecret(params.token)])
    if (!request) return sendRefusal(reply, UNKNOWN)
    const card = await drawRequest(showing, request, 'decider', actor.personId, now)
    return sendPage(reply, cardPage(card, now))
  }

  const sendRefusal = (reply: FastifyReply, refusal: Refusal) =>
    sendPage(reply, refusalPage(refusal, clock.now()), refusal.code === 'notFound' ? 404 : 409)

  return (app: FastifyInstance): void => {
    app.get('/requests/:token', async (asked: Asked, reply) => {
      const opened = await open(asked)
      if (isRefusal(opened)) return sendRefusal(reply, opened)
      const { request, acting } = opened
      const may = await mayDecide(db, acting, request.id)
      if (!isRefusal(may)) return sendQuestion(asked, reply, may, acting)
      return may.code === 'requestOver' ? sendCard(asked, reply, acting) : sendRefusal(reply, may)
    })

    app.post('/requests/:token', async (asked: Asked, reply) => {
      const opened = await open(asked)
      if (isRefusal(opened)) return sendRefusal(reply, opened)
      const { request, acting } = opened
      const typed = typedInto(asked.body, request)
      const decided = await decide(asked.body?.verb, acting, request, typed)
      if (!isRefusal(decided)) return sendCard(asked, reply, acting)
      const may = await mayDecide(db, acting, request.id)
      return isRefusal(may)
        ? sendRefusal(reply, decided)
        : sendQuestion(asked, reply, may, acting, { typed, wrong: decided })
    })
  }
}

/** What the page's forms hold, whatever was sent. */
function typedInto(body: Body | undefined, request: ShareRequest): Typed {
  const { level, knowledge, answer } = body ?? {}
  return {
    level: typeof level === 'string' && isLevel(level) ? level : request.level,
    knowledge: knowledge === 'knowledge',
    answer: typeof answer === 'string' ? answer : '',
  }
}
