import { standingAs } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { type Database, defineChange, settle } from '../db'
import { adminIds, ownAccount, unlessMayInAccount } from '../scopes'
import type { AccountWish } from './account'
import { tell } from './notices'
import { readAccount } from './statements'

const saveSettings = defineChange(
  'account.settings',
  `changed AS (
  UPDATE account SET name = $2, billing = $3::jsonb, settings_version = settings_version + 1
  WHERE id = $1 AND settings_version = $4 AND deleted_at IS NULL RETURNING 1
)`,
)

/** Name and billing address; `seen`: the version that the form showed. The other admins are told. */
export function changeSettings(
  db: Database,
  context: Context,
  accountId: string,
  seen: number,
  wish: AccountWish,
): Promise<AccountWish | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownAccount(context, accountId)
    if (isRefusal(own)) return own
    const refused = unlessMayInAccount(context, own, 'account.settings')
    if (refused) return refused
    const [before] = await readAccount(db, [accountId])
    if (!before) return refuse({ code: 'notFound', what: 'account' })
    if (before.settingsVersion !== seen) return refuse({ code: 'changedMeanwhile' }, 'name')
    const { name, ...billing } = wish
    const { personId } = context.actor
    const others = (await adminIds(db, [accountId])).filter((other) => other.personId !== personId)
    await saveSettings(db, [accountId, name, JSON.stringify(billing), seen], context, {
      reliesOn: standingAs(context.actor, accountId),
      audit: [
        auditOf(
          context,
          { accountId },
          {
            action: 'account.settingsChanged',
            subjectType: 'account',
            subjectId: accountId,
            data: { from: { name: before.accountName, ...before.billing }, to: wish, name },
          },
        ),
      ],
      owed: others.map((other) =>
        tell(context, { accountId, accountName: name }, other.personId, 'settingsChanged'),
      ),
      outcome: wish,
    })
    return wish
  })
}
