import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const FILLED = {
  name: 'Acme Ltd',
  address: 'Acme Ltd\n1 Main Street\nSpringfield',
  vatId: 'GB123',
  mail: ' Invoices@Acme.com ',
}

const stored = async ({ accountId }: Stage) => {
  const [found] = await rolecall.db.query('SELECT name, billing FROM account WHERE id = $1', [accountId])
  return found
}

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })

  test('F128 R18 name and billing address are saved, shown again, and the other admin is told', async () => {
    const { user } = stage.axel
    expect(titleOf(await user.command('account settings'))).toBe('Account settings')
    expect(titleOf(await user.submit(FILLED))).toBe('Settings saved')
    const { name, address, vatId } = FILLED
    expect(await stored(stage)).toEqual({ name, billing: { address, vatId, mail: 'invoices@acme.com' } })
    expect(wordsOf(await user.command('account settings'))).toContain('1 Main Street')
    expect(wordsOf(await user.command('account overview'))).toContain('invoices@acme.com')
    await rolecall.deliver()
    expect(rolecall.inboxOf(stage.berta.user).at(-1)?.title).toBe('Settings of account Acme Ltd were changed')
  })

  test('an older form is refused, and what was typed is kept', async () => {
    const { axel, berta } = stage
    await axel.user.command('account settings')
    await berta.user.command('account settings')
    await berta.user.submit({ name: 'Berta was here' })
    expect(JSON.stringify(await axel.user.submit(FILLED))).toContain('meanwhile')
    expect((await stored(stage)).name).toBe('Berta was here')
  })

  test('what does not fit is refused at its field, with what would be right', async () => {
    const { user } = stage.axel
    for (const [wrong, told] of [
      [{ name: ' ' }, 'Name of the account'],
      [{ name: 'x'.repeat(81) }, '80'],
      [{ address: 'x'.repeat(501) }, '500'],
      [{ vatId: 'x'.repeat(31) }, '30'],
      [{ mail: 'nobody' }, 'This is not an e-mail address'],
    ] as const) {
      await user.command('account settings')
      expect(JSON.stringify(await user.submit({ ...FILLED, ...wrong }))).toContain(told)
    }
    expect((await stored(stage)).name).toBe(stage.accountName)
  })
})
