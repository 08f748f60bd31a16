import { type Figure, stopping } from './support/bench'
import { slackEnvironment, startProduct } from './support/product'
import { atMost, count, judged, told } from './support/rows'
import { readPairs, seedTeams } from './support/seed'
import { describe, loadServer, summary } from './support/server'

/**
 * P4: how soon commands are acknowledged, as deployed, at 64 connections; and at twice the pace that saturates it. There
 * every acknowledgement must still come within Slack's three seconds, and who is not served is told to try again.
 */
export const acknowledgement: Figure = ({ databases, slack, seconds, rounds }) =>
  stopping(async (started) => {
    const databaseUrl = await databases.create('p4')
    await seedTeams(databaseUrl, 1_000)
    const product = await startProduct('web', { ...slackEnvironment(databaseUrl, slack), LOG_LEVEL: 'fatal' })
    started.push(product)
    const load = await loadServer(
      [product],
      {
        urls: [`${product.url}/slack/events`],
        sends: 'command',
        pairs: await readPairs(databaseUrl),
        answerContains: 'Leave team',
      },
      started,
    )
    await load.saturate(seconds, 8)
    const measured = []
    for (let round = 0; round < rounds; round += 1) measured.push(await load.saturate(seconds))
    const usual = summary(measured)
    const perSecond = 2 * usual.perSecond
    const over = await load.overload(perSecond, 3 * seconds)
    const share = (part: number) => `${count(part)} (${Math.round((100 * part) / over.sent)} %)`
    return [
      judged('P4', 'ack p99 at 64 connections', usual.ackP99Ms, describe(usual), atMost(150, ' ms')),
      judged(
        'P4',
        `later than 3 s at ${count(perSecond)}/s, twice the saturating pace`,
        over.late,
        `${over.late} of ${count(over.sent)}; slowest ack ${count(over.slowestAckMs)} ms, p99 ${count(over.ackP99Ms)} ms`,
        { text: '0', limit: 0, better: 'lower' },
      ),
      told('P4', 'of them served · told to try again', `${share(over.done)} · ${share(over.refused)}`),
      judged('P4', 'of them told nothing within 10 s', over.unanswered, count(over.unanswered), {
        text: '0',
        limit: 0,
        better: 'lower',
      }),
    ]
  })
