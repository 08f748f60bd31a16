import type { Plans, Prices } from '../billing'
import { HOUR_MS, isoTime } from '../clock'
import { type AuditRow, type Database, defineChange, newId, type OwedRow, settle } from '../db'
import { eachAlone } from '../each-alone'
import { coinWords } from './coins'
import { type Draft, draftInvoices } from './draft'
import { dueMinor, type InvoiceLine, type Parties, type Span } from './invoice'
import { type DueMonth, findDueWorkspaces, readDueMonth, readLedgers } from './month'
import { INVOICE_MADE } from './notices'
import { readReceivers } from './repository'

export interface InvoiceOptions {
  db: Database
  plans: Plans
  prices: Prices
  /** Name and address of whoever runs Rolecall, in lines. */
  seller: readonly string[]
}

/** Answers that were under way when the month ended are in the ledger long before this is over. */
const GRACE_MS = HOUR_MS

const saveInvoices = defineChange(
  'invoice.make',
  `closed AS (
  UPDATE workspace SET months_closed = months_closed + 1 WHERE id = $1 AND months_closed = $2 RETURNING id, account_id
), made AS (
  INSERT INTO invoice (id, account_id, workspace_id, number, period_from, period_until, currency, parties, total_minor, paid_minor, made_at)
  SELECT d.id, closed.account_id, closed.id, (SELECT coalesce(max(number), 0) FROM invoice i WHERE i.account_id = closed.account_id) + d.ordinal,
    $3, $4, d.currency, $5::jsonb, d.total, d.paid, $6
  FROM closed, jsonb_to_recordset($7::jsonb) AS d(id text, ordinal int, currency text, total bigint, paid bigint)
), lined AS (
  INSERT INTO invoice_line (invoice_id, position, kind, name, payer, team, answers, amount_micros, top_up_micros, is_paid, at, until)
  SELECT l.* FROM closed, jsonb_to_recordset($8::jsonb) AS l(invoice text, position int, kind text, name text, payer text, team text,
    answers int, amount bigint, top_up bigint, is_paid boolean, at timestamptz, until timestamptz)
), changed AS (SELECT 1 FROM closed)`,
)

/** Closes the oldest month of a workspace that is over. False: none is. Of two at once, one makes the invoice. */
export async function closeMonth(
  options: InvoiceOptions,
  workspaceId: string,
  now: number,
): Promise<boolean> {
  const { db, plans, prices, seller } = options
  const due = await readDueMonth(db, workspaceId, now - GRACE_MS)
  if (!due) return false
  const { month, from, until } = due
  const wish = { key: `month:${workspaceId}:${month}`, at: now }
  return settle(db, wish, async (wish) => {
    const drafts = draftInvoices({ ...due, ...(await readLedgers(db, due)) }, plans, prices.currency)
    const made = drafts.map((draft) => ({ ...draft, id: newId(now) }))
    const parameters = [
      ...[workspaceId, month, isoTime(from), isoTime(until)],
      ...[JSON.stringify(partiesOf(due, seller)), isoTime(now)],
      JSON.stringify(made.map(invoiceRow)),
      JSON.stringify(made.flatMap(({ id, lines }) => lines.map((line, index) => lineRow(id, index, line)))),
    ]
    await saveInvoices(db, parameters, wish, {
      reliesOn: [],
      audit: made.map((draft) => auditOf(due, draft)),
      owed: await owedFor(db, due, made),
      outcome: true,
    })
    return true
  })
}

/** Closes months that are over, of some workspaces; resolves to how many it closed. */
export async function closeMonths(options: InvoiceOptions, now: number): Promise<number> {
  const due = await findDueWorkspaces(options.db, now - GRACE_MS, BATCH)
  await eachAlone(due, async (workspaceId) => void (await closeMonth(options, workspaceId, now)))
  return due.length
}

const BATCH = 50

const partiesOf = (
  { accountName, workspaceName, billing: { address = null, vatId = null } }: DueMonth,
  seller: readonly string[],
): Parties => ({ seller, buyer: { name: accountName, address, vatId }, workspace: workspaceName })

type Made = Draft & { id: string }

const invoiceRow = ({ id, currency, totalMinor, paidMinor }: Made, index: number) => ({
  ...{ id, ordinal: index + 1, currency, total: String(totalMinor), paid: String(paidMinor) },
})

function lineRow(invoice: string, position: number, line: InvoiceLine) {
  const row = {
    invoice,
    position,
    kind: line.kind,
    amount: String(line.amountMicros),
    top_up: '0',
    is_paid: false,
  }
  switch (line.kind) {
    case 'plan':
      return { ...row, name: line.name, is_paid: line.isPaid, ...(line.part && partRow(line.part)) }
    case 'topUp':
      return { ...row, team: line.team, at: isoTime(line.at), is_paid: line.isPaid }
    case 'usage': {
      const { name, payer, team, answers, topUpMicros } = line
      return { ...row, name, payer, team, answers, top_up: String(topUpMicros) }
    }
  }
}

const partRow = ({ from, until }: Span) => ({ at: isoTime(from), until: isoTime(until) })

const auditOf = ({ accountId, workspaceId, workspaceName }: DueMonth, made: Made): AuditRow => ({
  ...{ accountId, workspaceId, actorId: null, action: 'invoice.made' },
  ...{ subjectType: 'invoice', subjectId: made.id },
  data: { name: workspaceName, amount: coinWords(made.totalMinor, made.currency) },
})

/** In chat nobody is told of what leaves nothing to pay; the address for invoices gets each one. */
async function owedFor(db: Database, due: DueMonth, made: readonly Made[]): Promise<OwedRow[]> {
  const { accountId, workspaceId, billing } = due
  const receivers = await readReceivers(db, [workspaceId, accountId])
  const { mail, lastAdmins = [] } = billing
  return made.flatMap((draft) => {
    const row = { accountId, name: INVOICE_MADE, subjectId: draft.id }
    const isDue = dueMinor(draft) !== 0n
    const addresses = new Set([...(mail ? [mail] : []), ...(isDue ? lastAdmins : [])])
    return [
      ...(isDue ? receivers : []).map(({ personId }): OwedRow => ({ ...row, kind: 'notice', personId })),
      ...[...addresses].map((to): OwedRow => ({ ...row, kind: 'mail', data: { to } })),
    ]
  })
}
