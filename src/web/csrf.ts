import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isSameSecret } from '../secrets'
import { type Html, html } from './html'
import { sendPage } from './page'

const NAME = 'csrf'
const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The hidden field that every form needs; sets the cookie that must match it.
 * The cookie belongs to the page's own path, so that pages in several tabs do not disturb each other: the form
 * posts to that path or below it.
 */
export function csrfField(request: FastifyRequest, reply: FastifyReply): Html {
  const token = randomBytes(32).toString('base64url')
  reply.setCookie(NAME, token, {
    path: request.url.split('?', 1)[0] ?? '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
  })
  return html`<input type="hidden" name="${NAME}" value="${token}">`
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** No browser posts there: whoever does proves who they are by a signature, which the page itself checks. */
    proof?: 'signature'
  }
}

/** Refuses everything that changes something unless cookie and field agree (double submit). */
export function requireCsrf(app: FastifyInstance): void {
  app.addHook('preHandler', async (request, reply) => {
    if (READING.has(request.method) || request.routeOptions.config.proof === 'signature' || holds(request))
      return
    return sendPage(
      reply,
      {
        title: 'This form is no longer valid',
        body: html`<p>Please go back, reload the page and try again.</p>`,
      },
      403,
    )
  })
}

function holds({ body, cookies }: FastifyRequest): boolean {
  const [cookie, field] = [cookies[NAME], (body as Record<string, unknown> | null | undefined)?.[NAME]]
  return cookie !== undefined && typeof field === 'string' && isSameSecret(cookie, field)
}
