import type { OutgoingFile } from '../chat'
import { dayWords } from '../day-words'
import { coinWords, inCoins, sum } from './coins'
import { type ChargeLine, dueMinor, type Invoice, numberWords, type UsageLine } from './invoice'
import { createPage, type Page, WIDTH } from './pdf-page'
import type { InvoiceWithLines } from './repository'
import { spanWords } from './words'

/** The document: of the same invoice always the same bytes, as long as its libraries stay the same. */
export async function pdfOf(invoice: InvoiceWithLines): Promise<OutgoingFile> {
  const number = numberWords(invoice)
  const page = createPage({ title: `Invoice ${number}`, madeAt: invoice.madeAt })
  const charges = invoice.lines.flatMap((line) => (line.kind === 'usage' ? [] : [line]))
  const uses = invoice.lines.flatMap((line) => (line.kind === 'usage' ? [line] : []))
  drawHead(page, invoice)
  await drawCharges(page, invoice, charges)
  if (uses.length > 0) await drawUses(page, invoice.currency, uses)
  const bytes = await page.finish((shown, all) => `Invoice ${number} · page ${shown} of ${all}`)
  return { name: `${number}.pdf`, mediaType: 'application/pdf', bytes }
}

const BOLD = { isBold: true }
const FAINT = { isFaint: true }

function drawHead(page: Page, invoice: Invoice): void {
  const { seller, buyer, workspace } = invoice.parties
  const [name = '', ...address] = seller
  page.line('Invoice', { size: 22, isBold: true })
  page.space(14)
  page.beside(
    [
      ['To', FAINT],
      [buyer.name, BOLD],
      ...lines(buyer.address).map((line) => [line] as const),
      ...(buyer.vatId ? [[`VAT ID ${buyer.vatId}`] as const] : []),
    ],
    seller.length === 0 ? [] : [['From', FAINT], [name, BOLD], ...address.map((line) => [line] as const)],
  )
  page.space(18)
  page.beside(
    [[`Number: ${numberWords(invoice)}`], [`Date: ${dayWords(invoice.madeAt)}`]],
    [[`Workspace: ${workspace}`], [`Month: ${spanWords(invoice)}`]],
  )
  page.space(22)
}

const lines = (address: string | null) => (address ?? '').split(/\r?\n/).filter((line) => line.trim() !== '')

async function drawCharges(page: Page, invoice: Invoice, charges: readonly ChargeLine[]): Promise<void> {
  const { currency, totalMinor, paidMinor } = invoice
  const coins = inCoins(
    charges.map(({ amountMicros }) => amountMicros),
    currency,
  )
  const columns = [
    { name: 'What for', width: WIDTH - 130 },
    { name: `Amount (${currency})`, width: 138, align: 'right' as const },
  ]
  await page.table(
    columns,
    charges.map((line, index) => [chargeWords(line), coinWords(coins[index] ?? 0n, currency)]),
    [
      ...(paidMinor === 0n
        ? []
        : [
            ['Total', coinWords(totalMinor, currency)],
            ['Paid by card', coinWords(-paidMinor, currency)],
          ]),
      [dueMinor(invoice) < 0n ? 'To be paid back' : 'To pay', coinWords(abs(dueMinor(invoice)), currency)],
    ],
  )
}

const abs = (amount: bigint) => (amount < 0n ? -amount : amount)

function chargeWords(line: ChargeLine): string {
  const paid = line.isPaid ? ', paid by card' : ''
  if (line.kind === 'plan')
    return `Plan ${line.name}, ${line.part ? spanWords(line.part) : 'one month'}${paid}`
  const what = line.amountMicros < 0n ? 'Top-up taken back' : 'Top-up'
  return `${what} on ${dayWords(line.at)}${line.team === null ? '' : ` for team ${line.team}`}${paid}`
}

/** Costs that the plan's budget and the top-ups have paid already. */
async function drawUses(page: Page, currency: string, uses: readonly UsageLine[]): Promise<void> {
  page.space(30)
  page.line('What it was used for', { size: 13, isBold: true })
  page.line('Paid by the budget of the plan and by top-ups; nothing of it is asked for here.', {
    ...FAINT,
    size: 8.5,
  })
  page.space(8)
  const costs = inCoins(
    uses.map(({ amountMicros }) => amountMicros),
    currency,
  )
  const topUps = inCoins(
    uses.map(({ topUpMicros }) => topUpMicros),
    currency,
  )
  const words = (coins: bigint) => coinWords(coins, currency)
  const right = { align: 'right' } as const
  await page.table(
    [
      { name: 'Paid by', width: 150 },
      { name: 'Chatbot', width: WIDTH - 150 - 60 - 80 - 80 },
      { name: 'Answers', width: 60, ...right },
      { name: 'Cost', width: 80, ...right },
      { name: 'Of it top-ups', width: 88, ...right },
    ],
    uses.map((use, index) => [
      use.team === null ? use.payer : `${use.payer} · ${use.team}`,
      use.name ?? (use.team === null ? 'Personal chatbots' : 'No longer shared with the team'),
      use.answers.toLocaleString('en'),
      words(costs[index] ?? 0n),
      words(topUps[index] ?? 0n),
    ]),
    [
      [
        'All together',
        '',
        uses.reduce((all, { answers }) => all + answers, 0).toLocaleString('en'),
        words(sum(costs)),
        words(sum(topUps)),
      ],
    ],
  )
}
