import { type Figure, inTurns, stopping } from './support/bench'
import { slackEnvironment, startProduct } from './support/product'
import { atMost, count, judged } from './support/rows'
import { readPairs, seedTeams } from './support/seed'
import { describe, type LoadedServer, loadServer, type Summary, summary } from './support/server'

const SIZES = [10, 1_000, 100_000] as const

/** P9, its first half: the press of P2 among ten, a thousand and a hundred thousand teams, each in its own process. */
export const growth: Figure = ({ databases, slack, seconds, rounds }) =>
  stopping(async (started) => {
    const servers: Record<string, LoadedServer> = {}
    for (const teams of SIZES) {
      const databaseUrl = await databases.create(`p9_${teams}`)
      await seedTeams(databaseUrl, teams)
      const product = await startProduct('web', slackEnvironment(databaseUrl, slack))
      started.push(product)
      servers[teams] = await loadServer(
        [product],
        {
          urls: [`${product.url}/slack/events`],
          sends: 'press',
          pairs: await readPairs(databaseUrl),
          answerContains: 'is now',
        },
        started,
      )
    }
    const sides = Object.entries(servers).map(
      ([teams, server]) => [teams, () => server.saturate(seconds)] as const,
    )
    const measured = await inTurns(rounds, Object.fromEntries(sides))
    const summaries = Object.values(measured).map(summary)
    const paces = summaries.map(({ perSecond }) => perSecond)
    const apart = (100 * (Math.max(...paces) - Math.min(...paces))) / Math.max(...paces)
    const shown = Object.keys(measured).map(
      (teams, index) => `${count(Number(teams))} teams: ${pace(summaries[index])}`,
    )
    return [
      judged(
        'P9',
        'press among more teams',
        apart,
        `${Math.round(apart)} % apart (${shown.join('; ')})`,
        atMost(15, ' %'),
      ),
    ]
  })

const pace = (one: Summary | undefined) => (one ? describe(one) : '')
