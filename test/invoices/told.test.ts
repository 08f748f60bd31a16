import { periodEnd } from '../../src/billing'
import { HOUR_MS } from '../../src/clock'
import { closeMonth } from '../../src/invoices/close-month'
import { enterTopUp } from '../../src/payments'
import { DOLLAR } from '../billing/stage'
import { readBytes } from '../support/documents/read'
import { createRolecall, pressOf, type Rolecall, type TestUser, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { seedUser } from '../workspaces/stage'
import { invoicesOf, optionsOf } from './stage'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall(undefined, { PLAN_BASIC: 'price 19', PLAN_PRO: 'price 199' })
}, 60_000)
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
})

/** Closes the month of the team's workspace alone, and tells of it. */
async function passMonth(options = optionsOf(rolecall)): Promise<void> {
  const now = rolecall.clock.now()
  rolecall.clock.advance(periodEnd(now, now) - now + HOUR_MS)
  await closeMonth(options, team.workspaceId, rolecall.clock.now())
  await rolecall.deliver()
}

const told = (user: TestUser) =>
  rolecall
    .inboxOf(user)
    .map(({ title }) => title)
    .filter((title) => title.startsWith('Invoice'))

test('the account’s admins, as long as there are no billing admins; then those; with the document', async () => {
  await passMonth()
  expect(told(team.owner)).toEqual([expect.stringMatching(/of workspace Workspace \d+: \$19\.00 to pay$/)])
  const bill = await seedUser(rolecall, team, 'Bill', 'discord', 'billingAdmin')
  await passMonth()
  expect([told(team.owner).length, told(bill.user).length, told(team.member).length]).toEqual([1, 1, 0])
  const [card] = rolecall.inboxOf(bill.user)
  expect(card?.files).toMatchObject([{ name: expect.stringMatching(/^RC-.{6}-0002\.pdf$/) }])
})

test('the address that the account has named for it, by mail with the document', async () => {
  await rolecall.db.query('UPDATE account SET billing = $2 WHERE id = $1', [
    team.accountId,
    JSON.stringify({ address: 'Acme GmbH\nBerlin', vatId: 'DE1', mail: 'books@acme.test' }),
  ])
  await passMonth(optionsOf(rolecall, ['Rolecall Hosting', 'London']))
  const mails = rolecall.mails.filter(({ to }) => to === 'books@acme.test')
  expect(mails).toHaveLength(1)
  const [file] = mails[0]?.mail.files ?? []
  const text = (await readBytes(file?.bytes ?? '', 'invoice.pdf')).texts.join('\n')
  for (const words of [
    'Acme GmbH',
    'Berlin',
    'VAT ID DE1',
    'Rolecall Hosting',
    'London',
    'Plan Basic',
    '$19.00',
  ])
    expect(text).toContain(words)
})

test('of the last month of a deleted account: its last admins and the address that it had named, by mail', async () => {
  const { owner, accountId } = team
  const [{ name, address }] = await rolecall.db.query(
    `SELECT a.name, p.address FROM account a JOIN account_admin d ON d.account_id = a.id JOIN person_address p USING (person_id)
     WHERE a.id = $1`,
    [accountId],
  )
  await rolecall.db.query('UPDATE account SET billing = $2 WHERE id = $1', [
    ...[accountId, JSON.stringify({ mail: 'books@gone.test' })],
  ])
  await owner.does({ kind: 'submit', submit: `account.delete:${accountId}`, values: { name } })
  await rolecall.deliver()
  rolecall.mails.length = 0
  await passMonth()
  const sent = rolecall.mails.map(({ to, mail }) => [to, mail.subject.slice(0, 10), mail.files?.length])
  expect(sent.toSorted()).toEqual([address, 'books@gone.test'].toSorted().map((to) => [to, 'Invoice RC', 1]))
})

test('R4 nobody who has lost the right meanwhile, in the inbox neither', async () => {
  const bill = await seedUser(rolecall, team, 'Bill', 'discord', 'billingAdmin')
  const { platform, tenant, userId } = bill.user.id
  rolecall.blocked.add(`${platform}:${tenant}:${userId}`)
  await passMonth()
  expect(wordsOf(await bill.user.command('inbox'))).toContain('Invoice RC-')
  const open = pressOf(bill.user.last, 'Open')
  await rolecall.db.query(
    `UPDATE workspace_user SET role = 'chatUser', version = DEFAULT WHERE person_id = $1`,
    [bill.personId],
  )
  expect(wordsOf(await bill.user.press(open))).not.toContain('Invoice')
  expect(wordsOf(await bill.user.command('inbox'))).not.toContain('Invoice')
})

test('nobody, when nothing is to pay', async () => {
  const { workspaceId } = team
  for (const amountMicros of [DOLLAR, -DOLLAR])
    await enterTopUp(rolecall.options, {
      ...{ workspaceId, amountMicros, currency: 'USD', enteredBy: null, at: rolecall.clock.now() },
    })
  const { plans } = rolecall.options
  const basic = { ...plans.basic, monthlyPriceMicros: 0n }
  await passMonth({ ...optionsOf(rolecall), plans: { ...plans, basic } })
  expect(await invoicesOf(rolecall, team)).toMatchObject([{ totalMinor: 0n }])
  expect(told(team.owner)).toEqual([])
})
