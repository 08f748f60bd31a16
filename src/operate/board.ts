import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import helmet from '@fastify/helmet'
import type { Queue as BullQueue } from 'bullmq'
import { type FastifyInstance, fastify } from 'fastify'
import type { Queue } from '../jobs'

/** Its page is script and sets styles by script; nothing comes from elsewhere. */
const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'self'"],
  frameAncestors: ["'none'"],
}

/** Its own links hide in a menu without a name. */
const WAY_BACK =
  '<a href="/operate" style="position:fixed;right:1rem;bottom:1rem;z-index:98;padding:.5rem .9rem;border:1px solid var(--border);' +
  'border-radius:.5rem;background:var(--card);color:var(--foreground);text-decoration:none">Back to Operate</a>'

const ROOT = '<div id="root">'
const OF_ELSEWHERE = /<link href="https:\/\/fonts\.googleapis\.com[^>]*>/

/** A server that answers below `path` and listens nowhere. */
export async function buildBoard(path: string, queues: readonly Queue[]): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: 64 * 1024 })
  const serverAdapter = new FastifyAdapter()
  serverAdapter.setBasePath(path)
  createBullBoard({
    // BullMQ's classes differ in type for every store; see `Backend`.
    queues: queues.map((queue) => new QueueOnBoard(queue as unknown as BullQueue)),
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'Rolecall queues',
        hideDocsLink: true,
        pollingInterval: { showSetting: true },
      },
    },
  })
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: POLICY } })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload !== 'string') return payload
    reply.header('cache-control', 'no-store')
    return payload.replace(OF_ELSEWHERE, '').replace(ROOT, WAY_BACK + ROOT)
  })
  await app.register(serverAdapter.registerPlugin(), { prefix: path })
  await app.ready()
  return app
}

/** PostgreSQL does not tell where its clients come from, without which the board would say that it knows of no worker. */
class QueueOnBoard extends BullMQAdapter {
  constructor(private readonly bull: BullQueue) {
    super(bull)
  }

  override async getWorkers(): ReturnType<BullMQAdapter['getWorkers']> {
    const told = await super.getWorkers()
    if (told !== null) return told
    const workers = await this.bull.getWorkers()
    return workers.map((_worker, index) => ({ id: String(index), name: null, addr: 'PostgreSQL', age: 0 }))
  }
}
