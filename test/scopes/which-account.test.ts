import { type Context, explainCard, isRefusal } from '../../src/chat'
import { whichAccount } from '../../src/scopes'

const accountRoles = ['Acme', 'Acme Holding', 'Berlin'].map((accountName) => ({
  accountId: `id of ${accountName}`,
  accountName,
}))
const context = { actor: { personId: 'P1', name: 'Axel', accountRoles, workspaceRoles: [], teamRoles: [] } }

test.each([
  ['the whole name in any case', 'ACME', 'Acme'],
  ['the beginning of one name', 'acme h', 'Acme Holding'],
  ['its id', 'id of Berlin', 'Berlin'],
])('an account is meant by %s', (_how, typed, accountName) => {
  expect(whichAccount(context satisfies Pick<Context, 'actor'>, typed)).toMatchObject({ accountName })
})

test('a name that is none of them is told which there are', () => {
  const refused = whichAccount(context, 'Munich')
  if (!isRefusal(refused)) throw new Error('taken')
  expect(JSON.stringify(explainCard(refused).text)).toContain('Acme, Acme Holding, Berlin')
})

test('a beginning of several is asked about', () => {
  expect(whichAccount(context, 'ac')).toMatchObject({ code: 'pick' })
})
