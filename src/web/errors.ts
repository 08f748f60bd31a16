import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../log'
import { html } from './html'
import { sendPage } from './page'

/** What went wrong, in words for people; never what the program says. */
const WORDS: Record<number, { title: string; advice: string }> = {
  404: { title: 'There is nothing here', advice: 'The address may be mistyped, or the link may be over.' },
  413: { title: 'That is too much', advice: 'Please send less at once.' },
  429: { title: 'Too many requests', advice: 'Please wait a minute and try again.' },
}
const REFUSED = { title: 'That request cannot be read', advice: 'Please go back and try again.' }
const FAILED = {
  title: 'Something went wrong',
  advice: 'Please try again. If it happens again, tell whoever runs Rolecall this reference.',
}

/** After the rate limit has been registered: guessing addresses is limited too. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => answer(request, reply, 404))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    // The route, not the address: addresses may hold one-time tokens.
    if (status >= 500) {
      log.error({ err: error, reference: request.id, route: request.routeOptions.url }, 'A page failed')
    }
    return answer(request, reply, status)
  })
}

function answer(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  const { title, advice } = WORDS[status] ?? (status < 500 ? REFUSED : FAILED)
  const reference = status >= 500 ? request.id : undefined
  if (!request.headers.accept?.includes('text/html')) {
    return reply.code(status).send({ error: title, ...(reference && { reference }) })
  }
  const body = html`<p>${advice}</p>${reference && html`<p class="soft">Reference <code>${reference}</code></p>`}`
  return sendPage(reply, { title, body }, status)
}
