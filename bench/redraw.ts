import { world } from '../sandbox/world'
import type { Copies, Edits } from './bare/two-edits'
import { type Figure, stopping } from './support/bench'
import type { BothQuestion, BothReady, Redrawn } from './support/both-platforms'
import { type Peer, startPeer } from './support/peer'
import { slackEnvironment, startProduct } from './support/product'
import { pairOf, requestId, seedRequests } from './support/requests'
import { atMost, judged, quantile, type Row } from './support/rows'

const CLICKS = 200
const UNMEASURED = 8
/** What a call to the platforms themselves takes, or more. */
const FAR_MS = 100
/** Four people take turns, so that what is measured is never kept waiting by a platform's limits (B11). */
const PAUSE_MS = 400

/**
 * From sending the click `Approve: edit, no documents` in Slack until Slack and Discord have both got the edit that says so, beside
 * the two edits alone. One click at a time; web, discord and worker are processes of their own.
 */
export const redraw: Figure = ({ databases }) =>
  stopping(async (started) => {
    const both = await startPeer<BothReady>('support/both-platforms.ts', {})
    started.push(both)
    const bare = await startPeer('bare/two-edits.ts', both.ready)
    started.push(bare)
    const copies: Copies[] = []
    for (let n = 0; n < 2 * (CLICKS + UNMEASURED); n += 1)
      copies.push(await bare.ask<Copies>({ do: 'post', to: pairOf(n) }))
    const databaseUrl = await databases.create('redraw')
    await seedRequests(databaseUrl, copies)

    const { slack, discord } = both.ready
    const env = {
      ...slackEnvironment(databaseUrl, slack),
      DISCORD_BOT_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
    }
    const web = await startProduct('web', env)
    started.push(web, await startProduct('discord', env), await startProduct('worker', env))

    const url = `${web.url}/slack/events`
    const near = await measure(both, bare, { url, copies, first: 0 })
    await both.ask({ do: 'delay', delayMs: FAR_MS } satisfies BothQuestion)
    const far = await measure(both, bare, { url, copies, first: CLICKS + UNMEASURED })
    return [...rowsOf('on loopback', near), ...rowsOf(`${FAR_MS} ms a call`, far)]
  })

interface Turns {
  ours: number[]
  inOrder: number[]
  sideBySide: number[]
}

async function measure(
  both: Peer,
  bare: Peer,
  { url, copies, first }: { url: string; copies: readonly Copies[]; first: number },
): Promise<Turns> {
  const turns: Turns = { ours: [], inOrder: [], sideBySide: [] }
  for (let turn = 0; turn < CLICKS + UNMEASURED; turn += 1) {
    const pause = new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    const n = first + turn
    const copy = copies[n] ?? requireCopy()
    const { tookMs, edits } = await both.ask<Redrawn>({
      do: 'click',
      url,
      click: clickOf(n, copy),
      copies: copy,
    })
    requireApproved(edits)
    const alone = async (sideBySide: boolean) =>
      (await bare.ask<{ tookMs: number }>({ do: 'edit', copies: copy, edits, sideBySide })).tookMs
    const [inOrder, sideBySide] = [await alone(false), await alone(true)]
    await pause
    if (turn < UNMEASURED) continue
    turns.ours.push(tookMs)
    turns.inOrder.push(inOrder)
    turns.sideBySide.push(sideBySide)
  }
  return turns
}

const clickOf = (n: number, { slack: { channel: channelId } }: Copies) => ({
  ...{ tenant: world.slack.teamId, userId: pairOf(n).slack, channelId },
  ...{ actionId: 'requests.approveAsAsked', value: `requests.approveAsAsked:${requestId(n)}` },
  label: 'Approve: edit, no documents',
})

function requireCopy(): never {
  throw new Error('fewer copies than clicks')
}

/** Both must say it, and neither may still ask. */
function requireApproved({ update, patch }: Edits): void {
  for (const edit of [update, patch]) {
    const shown = JSON.stringify(edit)
    if (!shown.includes('Approved') || shown.includes('approveAsAsked') || shown.includes('withdraw'))
      throw new Error(`a copy shows something else: ${shown}`)
  }
}

function rowsOf(where: string, { ours, inOrder, sideBySide }: Turns): Row[] {
  const p95 = (times: readonly number[]) => quantile(times, 0.95)
  const told = (times: readonly number[]) =>
    `p95 ${p95(times).toFixed(1)} ms, p50 ${quantile(times, 0.5).toFixed(1)} ms`
  const beside = (how: string, alone: readonly number[]) => {
    const ratio = p95(ours) / p95(alone)
    const measured = `${ratio.toFixed(2)}× (${told(ours)} / ${told(alone)})`
    return judged(
      'redraw',
      `click → last of two copies / the two edits ${how}, ${where}`,
      ratio,
      measured,
      atMost(1.3, '×'),
    )
  }
  return [beside('one after the other', inOrder), beside('side by side', sideBySide)]
}
