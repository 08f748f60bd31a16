import { bold, type Card, type Mail, type OutgoingFile, pager, ref, shorten, text } from '../chat'
import { dayWords } from '../day-words'
import { inWorkspaceLine, type Workspace } from '../scopes'
import { coinWords } from './coins'
import { dueMinor, type Invoice, numberWords } from './invoice'
import { dueWords, spanWords } from './words'

export function invoicesCard(
  { workspaceId, workspaceName }: Workspace,
  { invoices, count }: { invoices: readonly Invoice[]; count: number },
  page: number,
): Card {
  const none =
    'There are none yet. When a month is over, it gets one, if anything was used in it or is to be paid for it.'
  return {
    title: `Invoices of workspace ${shorten(workspaceName, 80)}`,
    text: count === 0 ? none : `${count === 1 ? 'One invoice' : `${count} invoices`}, the latest first.`,
    rows: invoices.map((invoice) => ({
      text: text`${bold(numberWords(invoice))} · ${spanWords(invoice)} — ${coinWords(invoice.totalMinor, invoice.currency)}, ${dueWords(invoice)}`,
      button: { label: 'PDF', press: ref('invoices.pdf', workspaceId, invoice.id) },
    })),
    context: inWorkspaceLine(workspaceName),
    buttons: pager(page, count, (other) => ref('invoices.list', workspaceId, String(other))),
  }
}

/** Hands the document over. */
export const invoiceCard = (invoice: Invoice, pdf: OutgoingFile): Card => ({
  title: `Invoice ${numberWords(invoice)}`,
  fields: fieldsOf(invoice),
  files: [pdf],
  context: inWorkspaceLine(invoice.parties.workspace),
})

function fieldsOf(invoice: Invoice): Required<Card>['fields'] {
  const { currency, totalMinor, paidMinor, madeAt } = invoice
  return [
    { name: 'Month', value: spanWords(invoice) },
    { name: 'Total', value: coinWords(totalMinor, currency) },
    ...(paidMinor === 0n ? [] : [{ name: 'Paid by card', value: coinWords(paidMinor, currency) }]),
    { name: 'Now', value: dueWords(invoice) },
    { name: 'Made', value: dayWords(madeAt) },
  ]
}

const titleOf = (invoice: Invoice) =>
  `Invoice ${numberWords(invoice)} of workspace ${shorten(invoice.parties.workspace)}: ${dueWords(invoice)}`

/** To those who see to the money. */
export const madeCard = (invoice: Invoice, pdf: OutgoingFile): Card => ({
  ...invoiceCard(invoice, pdf),
  tone: dueMinor(invoice) > 0n ? 'warning' : 'info',
  title: titleOf(invoice),
  buttons: [{ label: 'All invoices', press: ref('invoices.list', invoice.workspaceId) }],
})

export const invoiceMail = (invoice: Invoice, pdf: OutgoingFile): Mail => ({
  subject: titleOf(invoice),
  heading: `Invoice ${numberWords(invoice)}`,
  paragraphs: fieldsOf(invoice).map(({ name, value }) => text`${bold(name)}: ${value}`),
  files: [pdf],
  footer: `You get this mail because invoices of ${invoice.parties.buyer.name} go to you.`,
})
