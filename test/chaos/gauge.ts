import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Lets a process say at SIGUSR2 what it holds, after everything that nobody needs has been collected. */
export function holdGauge(): void {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  process.on('SIGUSR2', () => {
    collect()
    collect()
    const held: Record<string, number> = {}
    for (const kind of process.getActiveResourcesInfo()) held[kind] = (held[kind] ?? 0) + 1
    const { heapUsed, external, rss } = process.memoryUsage()
    process.stdout.write(`\nHOLDS ${JSON.stringify({ heapUsed, external, rss, held })}\n`)
  })
}
