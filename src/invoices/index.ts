import { type Feature, PAGE_SIZE, pageNumber, press, refuse, replace, say } from '../chat'
import { type Clock, HOUR_MS } from '../clock'
import type { FeatureParts } from '../feature'
import { inNamedWorkspace } from '../scopes'
import { closeMonths, type InvoiceOptions } from './close-month'
import { invoiceMails, invoiceNotices } from './notices'
import { pdfOf } from './pdf'
import { pageInvoices, readInvoice } from './repository'
import { invoiceCard, invoicesCard } from './views'

/**
 * Invoices: what each workspace owes for each month.
 * Reading order: `invoice` (what it is), `draft`, `plan-lines`, `coins` (how it is reckoned; pure) → `close-month` (makes it, once the
 * month is over) → `views`, `notices` and `pdf` with `pdf-page` (what is shown) → `month`, `repository`.
 */
export function invoices(options: InvoiceOptions & { clock: Clock }): FeatureParts {
  const { db, clock } = options
  const chat: Feature = {
    presses: [
      press({
        name: 'invoices.list',
        run: inNamedWorkspace(db, 'billing.view', async (_context, workspace, [, typed]) => {
          const page = pageNumber(typed)
          const found = await pageInvoices(db, workspace.workspaceId, { size: PAGE_SIZE, page })
          const card = invoicesCard(workspace, found, page)
          // Only a button of the list itself names a page.
          return typed === undefined ? say(card) : replace(card)
        }),
      }),
      press({
        name: 'invoices.pdf',
        run: inNamedWorkspace(db, 'billing.view', async (_context, { workspaceId }, [, id = '']) => {
          const invoice = await readInvoice(db, id)
          if (invoice?.workspaceId !== workspaceId) return refuse({ code: 'notFound', what: 'invoice' })
          return say(invoiceCard(invoice, await pdfOf(invoice)))
        }),
      }),
    ],
  }
  return {
    chat,
    notices: invoiceNotices(db),
    mails: invoiceMails(db, () => clock.now()),
    sweeps: [{ name: 'invoices', everyMs: HOUR_MS, run: () => closeMonths(options, clock.now()) }],
  }
}

export type { InvoiceOptions } from './close-month'
