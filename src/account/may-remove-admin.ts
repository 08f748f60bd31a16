import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { ownAccount, unlessMayInAccount } from '../scopes'
import { type Account, type AccountAdmin, withoutOne } from './account'
import { readAccount, readAdmins } from './statements'

export interface Removing {
  account: Account & { admins: number }
  admin: AccountAdmin
  /** One admin would be left: the actor is asked again (R14). */
  leavesFew: boolean
}

/** Who is meant, and that the actor may take the right from them now; the confirm card and the change ask the same (R5). */
export async function mayRemoveAdmin(
  db: Database,
  context: Pick<Context, 'actor'>,
  accountId: string,
  personId: string,
): Promise<Removing | Refusal> {
  const own = ownAccount(context, accountId)
  if (isRefusal(own)) return own
  const refused = unlessMayInAccount(context, own, 'account.users')
  if (refused) return refused
  const [account] = await readAccount(db, [accountId])
  if (!account) return refuse({ code: 'notFound', what: 'account' })
  const [admin] = await readAdmins(db, [accountId, [personId]])
  if (!admin) return refuse({ code: 'notAdmin', account: account.accountName })
  const left = withoutOne(account.admins)
  if (left === 'none') return refuse({ code: 'lastAdmin', account: account.accountName })
  return { account, admin, leavesFew: left === 'few' }
}
