import { createStripe } from '../../adapters/payments'
import { createSandboxClock } from '../../sandbox/clock'
import { type StripeSandbox, startStripeSandbox } from '../../sandbox/stripe'
import { newId } from '../../src/db'
import { createLog } from '../../src/log'
import { paymentFollowers } from '../../src/payments/followers'
import { createWeb } from '../../src/web'
import { createTestClock } from '../support/clock'
import { createRolecall, type Rolecall, type TestUser } from '../support/rolecall'

export interface PaidStage {
  rolecall: Rolecall
  stripe: StripeSandbox
  /** Base of the pages of Rolecall. */
  url: string
  /** What was logged while pages were answered. */
  logged: string[]
  close(): Promise<void>
}

/** Rolecall with its pages, and a pretended Stripe that tells it what happens, over real sockets. */
export async function openPaidStage(settings: Record<string, string> = {}): Promise<PaidStage> {
  let now = () => createTestClock().now()
  const stripe = await startStripeSandbox({ clock: createSandboxClock(() => now()) })
  const rolecall = await createRolecall(undefined, settings, { payments: createStripe(stripe) })
  now = () => rolecall.clock.now()
  const logged: string[] = []
  const web = await createWeb({
    adapters: [],
    pages: rolecall.parts.flatMap((part) => part.pages ?? []),
    ready: async () => ({}),
    log: createLog('info', { write: (line) => logged.push(line) }),
  })
  const url = await web.listen({ host: '127.0.0.1', port: 0 })
  stripe.tellAt(`${url}/payments/stripe`)
  return {
    ...{ rolecall, stripe, url, logged },
    close: async () => {
      await stripe.webhooks.settled()
      await web.close()
      await stripe.close()
      await rolecall.close()
    },
  }
}

/** Opens the form behind a button, types the amount; resolves to the id of the session at Stripe. */
export async function wish(
  { stripe }: Pick<PaidStage, 'stripe'>,
  user: TestUser,
  press: string,
  amount: string,
  key?: string,
): Promise<string> {
  const before = stripe.shelf.purchases.size
  await user.press(press)
  await user.submit({ amount }, key)
  const sessions = [...stripe.shelf.purchases.keys()]
  if (sessions.length === before && key === undefined)
    throw new Error(`no page was opened: ${JSON.stringify(user.last)}`)
  return sessions.at(-1) ?? ''
}

export const intentOf = ({ stripe }: Pick<PaidStage, 'stripe'>, session: string): string =>
  stripe.shelf.purchases.get(session)?.session.payment_intent ?? ''

/** What is in the ledger of top-ups, oldest first. */
export const topUpsOf = (
  { rolecall }: Pick<PaidStage, 'rolecall'>,
  workspaceId: string,
): Promise<{ amount: number; team: string | null; by: string | null }[]> =>
  rolecall.db.query(
    'SELECT amount_micros AS amount, team_id AS team, entered_by AS by FROM top_up WHERE workspace_id = $1 ORDER BY id',
    [workspaceId],
  )

export const personOf = async ({ db }: Rolecall, { id }: TestUser): Promise<string> => {
  const [row] = await db.query(
    'SELECT person_id AS id FROM chat_identity WHERE platform = $1 AND tenant = $2 AND user_id = $3',
    [id.platform, id.tenant, id.userId],
  )
  return row.id
}

/** As if somebody had deleted it: what follows is seen to. */
export async function deleteWorkspace(
  { rolecall }: Pick<PaidStage, 'rolecall'>,
  { workspaceId, accountId }: { workspaceId: string; accountId: string },
): Promise<void> {
  await rolecall.db.query('UPDATE workspace SET deleted_at = now() WHERE id = $1', [workspaceId])
  const event = { id: newId(0), accountId, subjectId: workspaceId, actorId: null }
  for (const { on, follow } of paymentFollowers(rolecall.options))
    if (on === 'workspace.deleted') await follow(event)
}
