import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { csrfField, type Html, html, sendPage } from '../web'
import type { Sessions } from './session'

export const HOME = '/operate'
const SIGN_IN = `${HOME}/sign-in`
/** From one address; a token has at least 24 characters. */
const TRIES_PER_MINUTE = 10
/** From all addresses: whoever reaches us from our own network can name any address as theirs. */
const TRIES_OF_ALL_PER_MINUTE = 100
const MINUTE = { timeWindow: 60_000 }

type SignIn = FastifyRequest<{ Body: Record<string, string | undefined> | undefined }>

export function signInPages(app: FastifyInstance, sessions: Sessions): void {
  const count = app.createRateLimit({ max: TRIES_OF_ALL_PER_MINUTE, ...MINUTE, keyGenerator: () => 'all' })
  const limited = {
    config: { rateLimit: { max: TRIES_PER_MINUTE, ...MINUTE } },
    preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
      const tries = await count(request)
      if (tries.isAllowed || !tries.isExceeded) return
      reply.header('retry-after', tries.ttlInSeconds)
      throw Object.assign(new Error('Too many tries'), { statusCode: 429 })
    },
  }
  app.get(SIGN_IN, (request, reply) => {
    if (sessions.isSignedIn(request)) return reply.redirect(HOME, 303)
    return sendPage(reply, { title: 'Operators sign in', body: form(csrfField(request, reply)) })
  })
  app.post(SIGN_IN, limited, (request: SignIn, reply) => {
    if (!sessions.isToken(String(request.body?.token ?? '').trim())) {
      const problem = html`<p class="error" role="alert">That is not the token.</p>`
      const body = html`${problem}${form(csrfField(request, reply))}`
      return sendPage(reply, { title: 'Operators sign in', body }, 403)
    }
    sessions.begin(request, reply)
    return reply.redirect(HOME, 303)
  })
  app.post(`${HOME}/sign-out`, (_request, reply) => {
    sessions.end(reply)
    return reply.redirect(SIGN_IN, 303)
  })
}

const form = (csrf: Html) => html`
<form method="post" action="${SIGN_IN}">
${csrf}
<label for="token">Token</label>
<input type="password" id="token" name="token" required autofocus autocomplete="current-password" aria-describedby="which">
<p class="soft" id="which">What OPERATOR_TOKEN is set to; in the sandbox, what the file operator-token holds in ROLECALL_DATA.</p>
<button class="primary">Sign in</button>
</form>`

/** Lets nobody past who has not signed in: people are led there, programs are told. */
export function requireOperator(app: FastifyInstance, sessions: Sessions): void {
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (sessions.isSignedIn(request)) return
    const reads = request.method === 'GET' && request.headers.accept?.includes('text/html')
    return reads ? reply.redirect(SIGN_IN, 303) : reply.code(401).send({ error: 'Sign in first' })
  })
}
