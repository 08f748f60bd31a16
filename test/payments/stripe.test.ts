import { createStripe } from '../../adapters/payments'
import { createSandboxClock } from '../../sandbox/clock'
import { type StripeSandbox, startStripeSandbox } from '../../sandbox/stripe'

let sandbox: StripeSandbox
beforeAll(async () => {
  sandbox = await startStripeSandbox({ clock: createSandboxClock() })
})
afterAll(() => sandbox.close())

test('R19 a workspace that is renamed before it is known for sure to be a customer is the same customer', async () => {
  const stripe = createStripe(sandbox)
  const first = await stripe.makeCustomer({ workspaceId: '01W', name: 'Acme' })
  expect(await stripe.makeCustomer({ workspaceId: '01W', name: 'Acme Europe' })).toBe(first)
  expect(sandbox.shelf.customers.get(first)?.name).toBe('Acme Europe')
})
