import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { Log } from '../log'
import type { Backend } from './backend'

const PREFIX = 'rolecall'

export function openRedisBackend(url: string, log: Log): Backend {
  // Who asks for work must hear at once that Redis is away; who waits for work waits for ever.
  const asking = connect(url, 1, log)
  const waiting = connect(url, null, log)
  const common = { prefix: PREFIX, skipVersionCheck: true }
  return {
    queue: (name) => new Queue(name, { ...common, connection: asking }),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, ...common, connection: waiting }),
    check: async () => warnOfEviction(await asking.info('memory'), log),
    close: async () => {
      asking.disconnect()
      waiting.disconnect()
    },
  }
}

function connect(url: string, maxRetriesPerRequest: number | null, log: Log): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest, connectionName: 'rolecall-jobs' })
  redis.on('error', (error) => log.warn({ err: error }, 'Redis cannot be reached'))
  return redis
}

// With any other policy Redis drops jobs when its memory is full.
function warnOfEviction(info: string, log: Log): void {
  const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1]
  if (policy && policy !== 'noeviction') {
    log.warn({ policy }, 'Redis may drop jobs: set maxmemory-policy to noeviction')
  }
}
