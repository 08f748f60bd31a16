import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import type { Database } from '../db'
import { findSent, type Leading, readLeading, type Sent } from '../invitations'
import { ownAccount, unlessMayInAccount } from '../scopes'
import { type Account, type AccountAdmin, withoutOne } from './account'
import { readAccount, readAdmins } from './statements'

export interface Removing {
  account: Account & { admins: number }
  admin: AccountAdmin
  /** By which they would be an admin again, and what they have sent by this right to admin roles: taken back with it. */
  leading: readonly Leading[]
  sent: readonly Sent[]
  /** One admin would be left: the actor is asked again (R14). */
  leavesFew: boolean
}

/** Who is meant, and that the actor may take the right from them now; the confirm card and the change ask the same (R5). */
export async function mayRemoveAdmin(
  db: Database,
  context: Pick<Context, 'actor' | 'at'>,
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
  const moment = isoTime(context.at)
  const leading = (await readLeading(db, [accountId, personId, accountId, moment])).filter(
    ({ scope }) => scope.kind === 'account',
  )
  const sent = await findSent(db, [accountId, personId, moment, true], leading)
  return { account, admin, leading, sent, leavesFew: left === 'few' }
}
