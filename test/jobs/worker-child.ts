import { z } from 'zod'
import { DAY_MS } from '../../src/clock'
import { createJobs, defineJob, defineSchedule } from '../../src/jobs'
import { createLog } from '../../src/log'

const [, , databaseUrl = '', redisUrl = '', behaviour] = process.argv

async function begin(what: string): Promise<void> {
  console.log(`begin ${what}`)
  if (behaviour === 'hang') await new Promise(() => {})
}

const slow = defineJob({
  name: 'slow',
  schema: z.object({ id: z.string() }),
  run: ({ id }) => begin(id),
})

const sweep = defineSchedule({ name: 'sweep', everyMs: DAY_MS, run: () => begin('sweep') })

/** A worker whose job and whose sweep never end, or one that does them. */
const jobs = createJobs({
  databaseUrl,
  redisUrl: redisUrl || null,
  jobs: [slow],
  schedules: [sweep],
  log: createLog('silent'),
})

async function main() {
  await jobs.start({})
  if (behaviour === 'hang') await jobs.enqueue(slow, { id: 'a' }, { id: 'a' })
  console.log('started')
}

void main()
