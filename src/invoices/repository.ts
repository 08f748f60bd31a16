import { type Database, statement } from '../db'
import type { Invoice, InvoiceLine } from './invoice'

type InvoiceRow = Omit<Invoice, 'totalMinor' | 'paidMinor'> & { total: string; paid: string }

const COLUMNS = `i.id, i.account_id AS "accountId", i.workspace_id AS "workspaceId", i.number, i.period_from AS "from", i.period_until AS until,
  i.made_at AS "madeAt", i.currency, i.parties, i.total_minor::text AS total, i.paid_minor::text AS paid`

const invoiceOf = ({ total, paid, ...row }: InvoiceRow): Invoice => ({
  ...row,
  totalMinor: BigInt(total),
  paidMinor: BigInt(paid),
})

const pageRows = statement<InvoiceRow & { count: number }>(
  'invoice.page',
  `SELECT ${COLUMNS}, count(*) OVER ()::int AS count FROM invoice i WHERE i.workspace_id = $1
ORDER BY i.period_from DESC, i.number DESC LIMIT $2 OFFSET $3`,
)

/** The latest first; `count`: of all pages. */
export async function pageInvoices(
  db: Database,
  workspaceId: string,
  { size, page }: { size: number; page: number },
): Promise<{ invoices: readonly Invoice[]; count: number }> {
  const rows = await pageRows(db, [workspaceId, size, page * size])
  return { invoices: rows.map(({ count: _count, ...row }) => invoiceOf(row)), count: rows[0]?.count ?? 0 }
}

const readRow = statement<InvoiceRow>('invoice.read', `SELECT ${COLUMNS} FROM invoice i WHERE i.id = $1`)

interface LineRow {
  kind: InvoiceLine['kind']
  name: string | null
  payer: string | null
  team: string | null
  answers: number | null
  amount: string
  topUp: string
  isPaid: boolean
  at: number | null
  until: number | null
}

const readLineRows = statement<LineRow>(
  'invoice.lines',
  `SELECT kind, name, payer, team, answers, amount_micros::text AS amount, top_up_micros::text AS "topUp", is_paid AS "isPaid", at, until
FROM invoice_line WHERE invoice_id = $1 ORDER BY position`,
)

export interface InvoiceWithLines extends Invoice {
  lines: readonly InvoiceLine[]
}

export async function readInvoice(db: Database, id: string): Promise<InvoiceWithLines | undefined> {
  const [[row], lines] = await Promise.all([readRow(db, [id]), readLineRows(db, [id])])
  return row && { ...invoiceOf(row), lines: lines.map(lineOf) }
}

function lineOf({
  kind,
  name,
  payer,
  team,
  answers,
  amount,
  topUp,
  isPaid,
  at,
  until,
}: LineRow): InvoiceLine {
  const amountMicros = BigInt(amount)
  switch (kind) {
    case 'plan':
      return {
        kind,
        name: name ?? '',
        part: at !== null && until !== null ? { from: at, until } : null,
        amountMicros,
        isPaid,
      }
    case 'topUp':
      return { kind, team, at: at ?? 0, amountMicros, isPaid }
    case 'usage':
      return {
        ...{ kind, name, payer: payer ?? '', team, answers: answers ?? 0 },
        ...{ amountMicros, topUpMicros: BigInt(topUp) },
      }
  }
}

/** $1 workspace, $2 account. Who is told of an invoice: the billing admins; where there are none, who administers the account. */
export const readReceivers = statement<{ personId: string }>(
  'invoice.receivers',
  `WITH billing AS (SELECT person_id FROM workspace_user WHERE workspace_id = $1 AND role = 'billingAdmin')
SELECT person_id AS "personId" FROM billing
UNION SELECT person_id FROM account_admin WHERE account_id = $2 AND NOT EXISTS (SELECT 1 FROM billing)`,
)
