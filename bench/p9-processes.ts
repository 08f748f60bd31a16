import { availableParallelism } from 'node:os'
import { type Figure, inTurns, stopping } from './support/bench'
import { type Product, slackEnvironment, startProduct } from './support/product'
import { atLeast, judged, told } from './support/rows'
import { readPairs, seedTeams } from './support/seed'
import { describe, type LoadedServer, loadServer, summary } from './support/server'

const COUNTS = [1, 2, 4] as const
/** Two `web`, PostgreSQL and whoever sends the requests, each on one of its own. */
const CORES_FOR_TWO = 4

/** P9, its second half: the press of P2 by one, two and four `web` processes on one database. */
export const processes: Figure = ({ databases, slack, seconds, rounds }) =>
  stopping(async (started) => {
    const databaseUrl = await databases.create('p9_processes')
    await seedTeams(databaseUrl, 1_000)
    const pairs = await readPairs(databaseUrl)
    const all: Product[] = []
    for (let count = 0; count < Math.max(...COUNTS); count += 1) {
      const product = await startProduct('web', slackEnvironment(databaseUrl, slack))
      started.push(product)
      all.push(product)
    }
    const servers: Record<string, LoadedServer> = {}
    for (const [index, count] of COUNTS.entries()) {
      const serving = all.slice(0, count)
      const [first = '', ...others] = serving.map(({ url }) => `${url}/slack/events`)
      // Each source of requests has people of its own, and knows which of them are Admin by now.
      const own = pairs.filter((_, number) => number % COUNTS.length === index)
      servers[count] = await loadServer(
        serving,
        { urls: [first, ...others], sends: 'press', pairs: own, answerContains: 'is now' },
        started,
      )
    }
    const sides = Object.entries(servers).map(
      ([count, server]) => [count, () => server.saturate(seconds)] as const,
    )
    const measured = await inTurns(rounds, Object.fromEntries(sides))
    const [one, two, four] = Object.values(measured).map(summary)
    if (!one || !two || !four) throw new Error('not all were measured')
    const ratio = two.perSecond / one.perSecond
    const shown = `${ratio.toFixed(2)}× (${describe(two)} / ${describe(one)})`
    const figure = 'press, two `web` processes / one'
    const cores = availableParallelism()
    return [
      cores < CORES_FOR_TWO
        ? told('P9', `${figure}, on ${cores} cores, which allow no more`, shown)
        : judged('P9', figure, ratio, shown, atLeast(1.7, '×')),
      told('P9', 'four / one', `${(four.perSecond / one.perSecond).toFixed(2)}× (${describe(four)})`),
    ]
  })
