import { type Plans, planOf } from '../billing'
import {
  type Answer,
  type Card,
  type Context,
  isRefusal,
  openForm,
  PAGE_SIZE,
  type Refusal,
  refuse,
  say,
} from '../chat'
import type { Database } from '../db'
import type { OwnAccount } from '../scopes'
import { readSeats } from '../seats'
import { confirmLeaveCard, confirmRemoveCard } from './confirm-cards'
import { settingsForm, wishOf } from './forms'
import { planLeaving } from './leave-account'
import { mayRemoveAdmin } from './may-remove-admin'
import { pageAdmins, readAccount, readHoldings } from './statements'
import { adminsCard, overviewCard } from './views'

/** What showing an account takes. */
export interface Showing {
  db: Database
  plans: Plans
}

/** Admins named on the overview; the rest is counted. */
const NAMED = 7

export async function overviewPage(
  { db, plans }: Showing,
  { at }: Pick<Context, 'at'>,
  { accountId }: OwnAccount,
): Promise<Card | Refusal> {
  const [account] = await readAccount(db, [accountId])
  const [holdings] = await readHoldings(db, [accountId])
  if (!account || !holdings) return refuse({ code: 'notFound', what: 'account' })
  const admins = await pageAdmins(db, [accountId, NAMED, 0])
  const workspaces = await Promise.all(
    holdings.workspaces.map(async (workspace) => {
      const seats = await readSeats({ db, plans }, workspace.workspaceId, at)
      return { ...workspace, seats, plan: planOf(plans, seats?.plan ?? 'basic').name }
    }),
  )
  const named = { names: admins.map(({ name }) => name), total: account.admins }
  return overviewCard(account, named, workspaces, holdings)
}

/** A page that is no longer there shows the first. */
export async function adminsPage(db: Database, account: OwnAccount, page: number): Promise<Card> {
  const found = await pageAdmins(db, [account.accountId, PAGE_SIZE, page * PAGE_SIZE])
  if (found.length === 0 && page > 0) return adminsPage(db, account, 0)
  return adminsCard(account, found, page, found[0]?.total ?? 0)
}

export async function showSettings(db: Database, { accountId }: OwnAccount): Promise<Answer | Refusal> {
  const [account] = await readAccount(db, [accountId])
  if (!account) return refuse({ code: 'notFound', what: 'account' })
  return openForm(settingsForm(accountId, account.settingsVersion, wishOf(account)))
}

/** The confirm card of a removal (R5). */
export async function askRemoval(
  db: Database,
  context: Context,
  accountId: string,
  personId: string,
): Promise<Answer | Refusal> {
  const may = await mayRemoveAdmin(db, context, accountId, personId)
  return isRefusal(may) ? may : say(confirmRemoveCard(may, context.actor.personId))
}

export async function askLeaving(
  db: Database,
  context: Context,
  { accountId }: OwnAccount,
): Promise<Answer | Refusal> {
  const leaving = await planLeaving(db, context, accountId)
  return isRefusal(leaving) ? leaving : say(confirmLeaveCard(leaving))
}
