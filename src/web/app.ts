import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { type FastifyInstance, type FastifyServerFactory, fastify } from 'fastify'
import { ulid } from 'ulid'
import type { Log } from '../log'
import { requireCsrf } from './csrf'
import { answerErrors } from './errors'
import { addHealth, type Readiness } from './health'
import { STYLE, STYLE_PATH } from './style'

export interface AppOptions {
  /** Each adds pages of a feature. */
  pages: readonly ((app: FastifyInstance) => void | Promise<void>)[]
  ready: Readiness
  log: Log
  /** Requests one address may make in a minute; 120 unless told. */
  perMinute?: number
}

const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** Pages and health, with everything that protects them. */
export async function buildApp(
  serverFactory: FastifyServerFactory,
  options: AppOptions,
): Promise<FastifyInstance> {
  const app = fastify({
    serverFactory,
    genReqId: () => ulid(),
    bodyLimit: 64 * 1024,
    // Of links that name what they are about, sealed.
    routerOptions: { maxParamLength: 500 },
    // The visitor's address comes from proxies of our own network, and from nobody else.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
  })
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: POLICY } })
  await app.register(rateLimit, { max: options.perMinute ?? 120, timeWindow: 60_000 })
  answerErrors(app, options.log)
  await app.register(cookie)
  await app.register(formbody)
  requireCsrf(app)
  addHealth(app, options.ready)
  app.get(STYLE_PATH, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(STYLE),
  )
  for (const addPages of options.pages) await app.register(async (scope) => addPages(scope))
  await app.ready()
  return app
}
