import { z } from 'zod'
import { createJobs, defineJob } from '../../src/jobs'
import { createLog } from '../../src/log'

const [, , databaseUrl = '', redisUrl = '', behaviour] = process.argv

const slow = defineJob({
  name: 'slow',
  schema: z.object({ id: z.string() }),
  run: async ({ id }) => {
    console.log(`begin ${id}`)
    if (behaviour === 'hang') await new Promise(() => {})
  },
})

/** A worker whose job never ends, or one that does it. */
const jobs = createJobs({
  databaseUrl,
  redisUrl: redisUrl || null,
  jobs: [slow],
  schedules: [],
  log: createLog('silent'),
})

async function main() {
  await jobs.start({})
  if (behaviour === 'hang') await jobs.enqueue(slow, { id: 'a' }, { id: 'a' })
  console.log('started')
}

void main()
