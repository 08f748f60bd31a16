import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { closeMonths, type InvoiceOptions } from '../../src/invoices/close-month'
import { type InvoiceWithLines, readInvoice } from '../../src/invoices/repository'
import type { Rolecall } from '../support/rolecall'
import type { SeededTeam } from '../support/seed'

export const optionsOf = ({ options }: Rolecall, seller: readonly string[] = []): InvoiceOptions => ({
  ...options,
  seller,
})

/** Closes everything that is over, as the sweep does. */
export async function closeAll(rolecall: Rolecall, seller?: readonly string[]): Promise<void> {
  while ((await closeMonths(optionsOf(rolecall, seller), rolecall.clock.now())) > 0);
}

/** Of a workspace, oldest first. */
export async function invoicesOf(
  { db }: Pick<Rolecall, 'db'>,
  { workspaceId }: Pick<SeededTeam, 'workspaceId'>,
): Promise<InvoiceWithLines[]> {
  const rows: { id: string }[] = await db.query(
    'SELECT id FROM invoice WHERE workspace_id = $1 ORDER BY number',
    [workspaceId],
  )
  const invoices = await Promise.all(rows.map(({ id }) => readInvoice(db, id)))
  return invoices.filter((invoice) => invoice !== undefined)
}

/** Another workspace of the account, begun at a moment. */
export async function makeWorkspace(
  { db }: Pick<Rolecall, 'db'>,
  accountId: string,
  { name = 'Another', at }: { name?: string; at: number },
): Promise<string> {
  const id = newId(at)
  await db.query('INSERT INTO workspace (id, account_id, name, created_at) VALUES ($1, $2, $3, $4)', [
    id,
    accountId,
    name,
    isoTime(at),
  ])
  return id
}
