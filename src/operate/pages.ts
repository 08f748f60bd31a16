import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../clock'
import type { Database } from '../db'
import type { Jobs } from '../jobs'
import type { Log } from '../log'
import { readDeliveryState, readStuck, sendAgain } from '../notices'
import type { Sweep } from '../sweeps'
import { csrfField, sendPage } from '../web'
import { readPlaces } from './places'
import { queuePages } from './queues'
import { createSessions } from './session'
import { HOME, requireOperator, signInPages } from './sign-in'
import { readSweepRuns } from './sweep-runs'
import { overview } from './views'

export interface OperateOptions {
  token: string
  db: Database
  clock: Clock
  log: Log
  sweeps: readonly Sweep[]
  jobs: Pick<Jobs<never>, 'queues'>
  /** Whether events arrive at this process, by platform. */
  platforms(): readonly (readonly [platform: string, connected: boolean])[]
}

/** Rows of each list; more are only counted. */
const MOST = 50

/** `sent`: how many messages were owed anew just before. */
type Looking = FastifyRequest<{ Querystring: { sent?: string } }>
type Sending = FastifyRequest<{ Body: { id?: unknown; why?: unknown } | undefined }>

/** What only operators see: everything below `/operate`. */
export function operatePages(options: OperateOptions): (app: FastifyInstance) => Promise<void> {
  const { token, db, clock, log, sweeps } = options
  const sessions = createSessions(token, clock)

  return async (app) => {
    signInPages(app, sessions)
    await app.register(async (inside) => {
      requireOperator(inside, sessions)
      inside.get(HOME, async (request: Looking, reply) => {
        const now = clock.now()
        const names = sweeps.map(({ name }) => name)
        const [deliveries, stuck, runs, places] = await Promise.all([
          readDeliveryState(db, now),
          readStuck(db, MOST),
          readSweepRuns(db, names),
          readPlaces(db, MOST),
        ])
        const csrf = csrfField(request, reply)
        const sent = /^\d{1,3}$/.test(request.query.sent ?? '') ? Number(request.query.sent) : null
        const seen = { sent, deliveries, stuck, sweeps, runs, places, platforms: options.platforms(), now }
        return sendPage(reply, { title: 'Operate', body: overview(seen, csrf), wide: true })
      })
      inside.post(`${HOME}/send-again`, async ({ body }: Sending, reply) => {
        const which = chosenIn(body ?? {})
        if (which === null) return reply.callNotFound()
        const sent = await sendAgain(db, which, clock.now())
        log.info({ ...which, sent }, 'an operator had messages sent again')
        return reply.redirect(`${HOME}?sent=${sent}#deliveries`, 303)
      })
      queuePages(inside, options)
    })
  }
}

function chosenIn({ id, why }: { id?: unknown; why?: unknown }): { id: string } | { why: string } | null {
  if (isWord(id)) return { id }
  return id === undefined && isWord(why) ? { why } : null
}

/** PostgreSQL takes no NUL in a text. */
const isWord = (value: unknown): value is string => typeof value === 'string' && /^\P{Cc}+$/u.test(value)
