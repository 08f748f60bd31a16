import type { DeliveryState, StuckRow, UndeliverableState } from '../notices'
import { type Html, html } from '../web'
import { ago, table } from './words'

interface SeenDeliveries {
  sent: number | null
  deliveries: DeliveryState
  stuck: readonly StuckRow[]
  now: number
}

const KINDS: Readonly<Record<string, string>> = {
  notice: 'Messages',
  mail: 'Mails',
  refresh: 'Cards to redraw',
  event: 'Consequences to follow up',
}

const WHY: Readonly<Record<string, string>> = {
  chat: 'they accept no private messages from the bot',
  mail: 'the mail server refused the address',
  TryLater: 'the platform asked to wait, or is away',
  nothing: 'no chat user and no address of them is known',
}

export const deliveriesSection = (seen: SeenDeliveries, csrf: Html): Html => html`
<h2 id="deliveries">Deliveries</h2>
${seen.sent !== null && html`<p role="status">${sentWords(seen.sent)}</p>`}
${owedTable(seen)}
${undelivered(seen, csrf)}`

function sentWords(count: number): string {
  if (count === 0) return 'Nothing of that is left to be sent again.'
  return count === 1 ? 'One message is on its way again.' : `${count} messages are on their way again.`
}

function owedTable({ deliveries: { owed }, now }: SeenDeliveries): Html {
  const rows = owed.map(({ kind, owed, due, retried, oldestDueAt }) => [
    KINDS[kind] ?? kind,
    String(owed),
    String(due),
    retried > 0 ? html`<strong class="error">${retried}</strong>` : '0',
    oldestDueAt === null ? '' : ago(oldestDueAt, now),
  ])
  return table(['What', 'Owed', 'Due', 'Failed before', 'Oldest is due since'], rows)
}

function undelivered({ deliveries: { undeliverable }, stuck, now }: SeenDeliveries, csrf: Html): Html {
  if (stuck.length === 0) return html`<p>Everything reached its reader, or is on its way.</p>`
  return html`
${undeliverable.length > 0 ? html`<h3>What reached nobody</h3><ul>${undeliverable.map((each) => unreached(each, csrf))}</ul>` : html`<p>Nothing was given up; what failed is tried again.</p>`}
<h3>The newest that did not get out</h3>
${table(
  ['Made', 'What', 'Account', 'State', ''],
  stuck.map((row) => stuckRow(row, now, csrf)),
)}`
}

const unreached = ({ why, count, sendable }: UndeliverableState, csrf: Html) =>
  html`<li>${count}, because ${reason(why)} ${sendable > 0 && again(csrf, 'why', why, 'Send again')}</li>`

const stuckRow = (row: StuckRow, now: number, csrf: Html) => [
  ago(row.createdAt, now),
  html`${row.name} <small>${row.kind}</small><br><code>${row.id}</code>`,
  row.account,
  row.status === 'owed'
    ? html`tried ${row.attempts} times, again ${ago(row.dueAt, now)}: ${reason(row.why, row.kind)}`
    : html`<strong class="error">given up</strong>: ${reason(row.why, row.kind)}`,
  row.sendable
    ? again(csrf, 'id', row.id, 'Send again')
    : html`<small>Its content is gone: a code or link was in it.</small>`,
]

const again = (csrf: Html, name: 'id' | 'why', value: string, label: string): Html =>
  html`<form method="post" action="/operate/send-again">${csrf}<input type="hidden" name="${name}" value="${value}"><button class="small">${label}</button></form>`

const reason = (why: string | null, kind?: string) =>
  kind === 'mail' && why === 'TryLater'
    ? 'the mail server asked to wait, or is away'
    : (WHY[why ?? ''] ?? `of an error (${why ?? 'unknown'}), which the log has`)
