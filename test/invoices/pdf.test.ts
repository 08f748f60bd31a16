import type { InvoiceLine } from '../../src/invoices/invoice'
import { pdfOf } from '../../src/invoices/pdf'
import type { InvoiceWithLines } from '../../src/invoices/repository'
import { readBytes } from '../support/documents/read'

const invoice: InvoiceWithLines = {
  ...{ id: 'i', accountId: '01KDVP4S0GQ2N1TV0Z7S3R5M8X', workspaceId: 'w', number: 7, currency: 'USD' },
  ...{ from: Date.UTC(2026, 9, 31), until: Date.UTC(2026, 10, 30), madeAt: Date.UTC(2026, 10, 30, 1) },
  parties: {
    seller: ['Rolecall Hosting', '12 High Street'],
    buyer: { name: 'Acme Corp', address: 'Musterstraße 12\nBerlin', vatId: 'DE1' },
    workspace: 'EU',
  },
  ...{ totalMinor: 24_900n, paidMinor: 5_000n },
  lines: [
    { kind: 'plan', name: 'Pro', part: null, amountMicros: 199_000_000n, isPaid: false },
    { kind: 'topUp', team: 'Alpha', at: Date.UTC(2026, 10, 5), amountMicros: 50_000_000n, isPaid: true },
    use({ payer: 'Olivia', team: 'Alpha', name: 'Handbook' }),
    use({ payer: 'Maya', team: null, name: null }),
  ],
}

function use(whose: { payer: string; team: string | null; name: string | null }): InvoiceLine {
  return { kind: 'usage', ...whose, answers: 1_200, amountMicros: 2_500_000n, topUpMicros: 500_000n }
}

/** As people see it, and our own reader of documents. */
async function read(given: InvoiceWithLines) {
  const { name, bytes } = await pdfOf(given)
  const { sections, texts } = await readBytes(bytes, name)
  return { pages: new Set(sections.map(({ place }) => place.page)).size, text: texts.join('\n') }
}

test('it says who owes whom what, what for, and what it was used for', async () => {
  const { pages, text } = await read(invoice)
  expect(pages).toBe(1)
  for (const words of [
    ...['Invoice', 'RC-3R5M8X-0007', 'Nov 30, 2026', 'Oct 31, 2026 – Nov 29, 2026', 'EU'],
    ...['Acme Corp', 'Musterstraße 12', 'VAT ID DE1', 'Rolecall Hosting', '12 High Street'],
    ...['Plan Pro, one month', '$199.00', 'Top-up on Nov 5, 2026 for team Alpha, paid by card', '−$50.00'],
    ...['Olivia · Alpha', 'Handbook', '1,200', '$2.50', 'Personal chatbots', '$5.00', '2,400', 'page 1 of 1'],
  ])
    expect(text).toContain(words)
})

test('the same invoice is the same bytes; another one is not', async () => {
  const bytesOf = async (given: InvoiceWithLines) => Buffer.from((await pdfOf(given)).bytes)
  const first = await bytesOf(invoice)
  expect((await bytesOf(structuredClone(invoice))).equals(first)).toBe(true)
  expect((await bytesOf({ ...invoice, number: 8 })).equals(first)).toBe(false)
})

const ODD = ['山田太郎', '🦊🧑‍🚀', 'שלום', 'مرحبا', '\ud800', 'a\u0000b\nc', 'x'.repeat(500), '']

test('names that the font lacks, or that are odd, do not break it', async () => {
  const name = ODD.join(' ')
  const parties = { workspace: name, buyer: { name, address: ODD.join('\n'), vatId: name }, seller: ODD }
  const lines = [...invoice.lines, ...ODD.map((odd) => use({ payer: odd, team: odd, name: odd }))]
  const { text } = await read({ ...invoice, parties, lines })
  expect(text).toContain('$199.00')
})

test('a long address loses nothing, in lines or in one', async () => {
  const words = Array.from({ length: 90 }, (_, index) => `${letter(index / 10)}${letter(index % 10)}x`)
  for (const address of [words.join('\n'), words.join(', ')]) {
    const parties = { ...invoice.parties, buyer: { ...invoice.parties.buyer, address } }
    const { text } = await read({ ...invoice, parties })
    for (const word of [...words, 'VAT ID DE1', '$199.00', 'Handbook']) expect(text).toContain(word)
  }
})

const letter = (index: number) => String.fromCharCode(65 + index)

test('many lines go on on further pages', async () => {
  // By letters: at the edges of pages our reader takes lines that differ in digits only for headers.
  const payers = Array.from(
    { length: 120 },
    (_, index) => `Person ${letter(index / 12)}${letter(index % 12)}`,
  )
  const uses = payers.map((payer) => use({ payer, team: null, name: null }))
  const { pages, text } = await read({ ...invoice, lines: uses })
  expect(pages).toBe(4)
  for (const payer of payers) expect(text).toContain(payer)
})
