import { type Figure, inTurns, stopping } from './support/bench'
import { execute } from './support/database'
import { type Peer, startPeer } from './support/peer'
import { slackEnvironment, startProduct } from './support/product'
import { atLeast, judged, told } from './support/rows'
import { type Pair, readPairs, seedTeams } from './support/seed'
import { describe, loadServer, summary } from './support/server'

const ANSWER = 'is now'

/**
 * P2: the confirming press of `/team role` as deployed, against the same change as one named statement of raw pg in
 * bare Bolt; each in a database of its own, both telling the person by the response address. The goal's own counterpart
 * tells nobody, so that ratio stands beside it.
 */
export const press: Figure = ({ databases, slack, seconds, rounds }) =>
  stopping(async (started) => {
    const seeded = await databases.create('p2')
    await seedTeams(seeded, 1_000)
    const pairs = await readPairs(seeded)
    const [answeringUrl, silentUrl] = [
      await databases.create('p2_answering', 'p2'),
      await databases.create('p2_silent', 'p2'),
    ]

    const product = await startProduct('web', slackEnvironment(seeded, slack))
    started.push(product)
    const options = { sends: 'press', pairs, answerContains: ANSWER } as const
    const ours = await loadServer([product], { ...options, urls: [`${product.url}/slack/events`] }, started)
    const { lastAnswer } = await ours.saturate(1, 4)
    const answering = await startBare(answeringUrl, pairs, lastAnswer, started)
    const silent = await startBare(silentUrl, pairs, null, started)

    const measured = await inTurns(rounds, {
      ours: () => ours.saturate(seconds),
      answering: () => answering.saturate(seconds),
      silent: () => silent.saturate(seconds),
    })
    for (const url of [seeded, answeringUrl, silentUrl]) await requireSameEffect(url)
    const [mine, theirs, quiet] = [
      summary(measured.ours),
      summary(measured.answering),
      summary(measured.silent),
    ]
    const ratio = mine.perSecond / theirs.perSecond
    return [
      judged(
        'P2',
        '`/team role` press / the same as one CTE in Bolt, both answered',
        ratio,
        `${ratio.toFixed(2)}× (${describe(mine)} / ${describe(theirs)})`,
        atLeast(0.65, '×'),
      ),
      told(
        'P2',
        'the same / that CTE in Bolt, which tells nobody',
        `${(mine.perSecond / quiet.perSecond).toFixed(2)}× (… / ${describe(quiet)})`,
      ),
    ]
  })

async function startBare(
  databaseUrl: string,
  pairs: Pair[],
  answer: string | null,
  started: Pick<Peer, 'stop'>[],
) {
  const { pid, ready, ...peer } = await startPeer<{ url: string }>('bare/slack-press.ts', {
    databaseUrl,
    answer,
  })
  started.push(peer)
  const answerContains = answer === null ? null : ANSWER
  return loadServer([{ pid }], { urls: [ready.url], sends: 'press', pairs, answerContains }, started)
}

/** A fast server that did less would win: every version step must have its audit entry and its notice. */
async function requireSameEffect(url: string): Promise<void> {
  const [found] = await execute<{ changes: number; audited: number; owed: number }>(
    url,
    `SELECT (SELECT sum(version - 1)::int FROM membership) AS changes, (SELECT count(*)::int FROM audit_entry) AS audited,
       (SELECT count(*)::int FROM outbox) AS owed`,
  )
  if (!found || found.changes === 0 || found.audited !== found.changes || found.owed !== found.changes)
    throw new Error(`changes, audit entries and notices differ: ${JSON.stringify(found)}`)
}
