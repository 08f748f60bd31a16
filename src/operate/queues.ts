import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Jobs } from '../jobs'
import { HOME } from './sign-in'

/** Its page asks for every queue again and again. */
const REQUESTS_PER_MINUTE = 600

const READING = new Set(['GET', 'HEAD'])

/**
 * BullMQ's dashboard. Tens of megabytes come with it, so it is loaded when somebody first looks; and since its page runs
 * script, it is a server of its own, with rules of its own.
 */
export function queuePages(app: FastifyInstance, { jobs }: { jobs: Pick<Jobs<never>, 'queues'> }): void {
  const path = `${HOME}/queues`
  let board: Promise<FastifyInstance> | undefined

  async function open(): Promise<FastifyInstance> {
    const { buildBoard }: typeof import('./board') = require('./board')
    return buildBoard(path, jobs.queues())
  }

  async function handOver(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!READING.has(request.method) && !isOfOurPage(request)) {
      await reply.code(403).send({ error: 'Only the page itself may ask for that' })
      return
    }
    board ??= open().catch((error: unknown) => {
      // Who looks next tries anew.
      board = undefined
      throw error
    })
    const { routing } = await board
    reply.hijack()
    routing(request.raw, reply.raw)
  }

  for (const url of [path, `${path}/*`]) {
    app.route({
      method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH'],
      url,
      config: { rateLimit: { max: REQUESTS_PER_MINUTE, timeWindow: 60_000 } },
      // Before the body is read, which is the board's to read.
      preParsing: async (request, reply) => handOver(request, reply),
      handler: async () => {},
    })
  }
  app.addHook('onClose', async () => {
    await (await board)?.close()
  })
}

/** Its script sends no hidden field, but browsers tell which page a request comes from. */
function isOfOurPage({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin } = headers
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
