import { createSandboxClock } from '../sandbox/clock'
import { startSlackSandbox } from '../sandbox/slack'
import { indexing } from './indexing'
import { slackAck } from './p1-slack-ack'
import { press } from './p2-press'
import { discordReply } from './p3-discord-reply'
import { acknowledgement } from './p4-overload'
import { expiry } from './p5-expiry'
import { question } from './p6-question'
import { start } from './p7-start'
import { decide } from './p8-decide'
import { growth } from './p9-growth'
import { processes } from './p9-processes'
import { redraw } from './redraw'
import { retrieval } from './retrieval/retrieval'
import type { Figure } from './support/bench'
import { startDatabases } from './support/database'
import { machineLoad } from './support/process'
import { type Row, table } from './support/rows'

const FIGURES: Record<string, Figure> = {
  p1: slackAck,
  p2: press,
  p3: discordReply,
  p4: acknowledgement,
  p5: expiry,
  p6: question,
  p7: start,
  p8: decide,
  p9: growth,
  'p9-processes': processes,
  redraw,
  indexing,
  retrieval,
}

/** Measures the figures named on the command line, else all, and prints one table. Slowness is told, never a failure. */
async function main(named: readonly string[]): Promise<void> {
  const unknown = named.find((name) => !(name in FIGURES))
  if (unknown) throw new Error(`There is no figure ${unknown}; there are ${Object.keys(FIGURES).join(', ')}`)
  const databases = await startDatabases()
  const slack = await startSlackSandbox({ clock: createSandboxClock(), commands: [] })
  const rows: Row[] = []
  const loadBefore = machineLoad()
  try {
    for (const [name, measure] of Object.entries(FIGURES)) {
      if (named.length > 0 && !named.includes(name)) continue
      process.stderr.write(`${name} …\n`)
      rows.push(...(await measure({ databases, slack, seconds: 4, rounds: 3 })))
    }
  } finally {
    process.stdout.write(`${table(rows)}\n\n`)
    process.stdout.write(`Load average before ${loadBefore.toFixed(1)}, after ${machineLoad().toFixed(1)}\n`)
    await slack.close()
    await databases.close()
  }
}

// Exiting takes along whatever is still running.
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))
main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
})
