import { type Bench, type Figure, inTurns, stopping } from './support/bench'
import { type Peer, startPeer } from './support/peer'
import { slackEnvironment, startProduct } from './support/product'
import { atLeast, atMost, judged, told } from './support/rows'
import { readPairs, seedTeams } from './support/seed'
import { describe, loadServer, summary } from './support/server'

const ANSWER = 'Leave team'

/**
 * P1: a signed slash command to its acknowledgement, against Bolt with its stock receiver and one command. Once up to the
 * handler only, against a no-op; once as deployed, identified in the database and answered, against the same answer.
 */
export const slackAck: Figure = (bench) =>
  stopping(async (started) => {
    const { handled, noop, deployed, answering } = await startServers(bench, started)
    const { seconds, rounds } = bench
    const measured = await inTurns(rounds, {
      handled: () => handled.saturate(seconds),
      noop: () => noop.saturate(seconds),
      deployed: () => deployed.saturate(seconds),
      answering: () => answering.saturate(seconds),
    })
    const [ours, theirs] = [summary(measured.handled), summary(measured.noop)]
    const [whole, same] = [summary(measured.deployed), summary(measured.answering)]
    const pace = ours.perSecond / theirs.perSecond
    const tail = ours.ackP99Ms / theirs.ackP99Ms
    const tails = `${tail.toFixed(2)}× (${ours.ackP99Ms.toFixed(0)} ms / ${theirs.ackP99Ms.toFixed(0)} ms)`
    const wholeRatios = [whole.perSecond / same.perSecond, whole.perSecond / theirs.perSecond]
    return [
      judged(
        'P1',
        'command → handler, all commands registered / Bolt no-op',
        pace,
        `${pace.toFixed(2)}× (${describe(ours)} / ${describe(theirs)})`,
        atLeast(1.5, '×'),
      ),
      judged('P1', 'ack p99 of the two', tail, tails, atMost(1, '×')),
      told(
        'P1',
        'as deployed, identified and answered / Bolt answering the same to anybody',
        `${wholeRatios[0]?.toFixed(2)}× (${describe(whole)} / ${describe(same)})`,
      ),
      told('P1', 'as deployed / Bolt no-op', `${wholeRatios[1]?.toFixed(2)}×`),
    ]
  })

async function startServers({ databases, slack }: Bench, started: Pick<Peer, 'stop'>[]) {
  const databaseUrl = await databases.create('p1')
  await seedTeams(databaseUrl, 1_000)
  const command = { sends: 'command', pairs: await readPairs(databaseUrl) } as const

  const launch = async (file: string, answer: string | null) => {
    const { pid, ready, stop } = await startPeer<{ url: string }>(file, { answer })
    started.push({ stop })
    const answerContains = answer === null ? null : ANSWER
    return loadServer([{ pid }], { ...command, urls: [ready.url], answerContains }, started)
  }
  const product = await startProduct('web', slackEnvironment(databaseUrl, slack))
  started.push(product)
  const url = `${product.url}/slack/events`
  const deployed = await loadServer([product], { ...command, urls: [url], answerContains: ANSWER }, started)
  const { lastAnswer } = await deployed.saturate(1, 4)
  return {
    deployed,
    handled: await launch('ours/slack-command.ts', null),
    noop: await launch('bare/slack-command.ts', null),
    answering: await launch('bare/slack-command.ts', lastAnswer),
  }
}
