import { decideWorkspace } from '../access'
import type { Database } from '../db'
import type { MailKind, NoticeKind } from '../notices'
import { readActor } from '../people'
import { pdfOf } from './pdf'
import { readInvoice } from './repository'
import { invoiceMail, madeCard } from './views'

export const INVOICE_MADE = 'invoice.made'

export const invoiceNotices = (db: Database): readonly NoticeKind[] => [
  {
    name: INVOICE_MADE,
    topic: 'money',
    async mayRead({ subjectId }, personId) {
      const invoice = await readInvoice(db, subjectId)
      if (!invoice) return false
      return decideWorkspace(await readActor(db, personId, invoice.accountId), invoice, 'billing.view')
        .allowed
    },
    async draw({ subjectId }) {
      const invoice = await readInvoice(db, subjectId)
      if (!invoice) return null
      const pdf = await pdfOf(invoice)
      return { card: madeCard(invoice, pdf), mail: invoiceMail(invoice, pdf) }
    },
  },
]

/** To the address that the account has named for it. */
export const invoiceMails = (db: Database, now: () => number): readonly MailKind[] => [
  {
    name: INVOICE_MADE,
    async draw({ subjectId, data }) {
      const invoice = await readInvoice(db, subjectId)
      if (!invoice) return null
      const reader = { locale: 'en', timeZone: 'UTC', now: now() }
      return { to: String(data.to), mail: invoiceMail(invoice, await pdfOf(invoice)), reader }
    },
  },
]
