import { standingAs } from '../access'
import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, type OwedRow, settle } from '../db'
import { happened } from '../events'
import { ownAccount, unlessMayInAccount } from '../scopes'
import { auditOfEnding, ending, endingParameters, eventsOfEnding, readEndings } from '../workspaces'
import { tell } from './notices'
import { addressesOfAdmins, peopleOf, readAccount, readHoldings } from './statements'

/**
 * A workspace or an admin that has come since makes the account's version another: nothing stays behind. Invoices of the last
 * month are still to come, and go to the addresses of who were its admins.
 */
const endAccount = defineChange(
  'account.delete',
  `${ending(1)}, changed AS (
  UPDATE account SET deleted_at = $5, version = version + 1, billing = billing || jsonb_build_object('lastAdmins', $10::jsonb)
  WHERE id = $7 AND version = $8 AND name = $9 AND deleted_at IS NULL AND EXISTS (SELECT 1 FROM ended) RETURNING 1
), resigned AS (
  DELETE FROM account_admin WHERE account_id = $7 AND EXISTS (SELECT 1 FROM changed)
)`,
)

export interface AccountDeleted {
  accountName: string
  workspaces: number
}

/** Ends the account with all its workspaces for good, by its name typed out. Everybody is told, its admins by mail too. */
export function deleteAccount(
  db: Database,
  context: Context,
  accountId: string,
  typedName: string,
): Promise<AccountDeleted | Refusal> {
  return settle(db, context, async (context) => {
    const own = ownAccount(context, accountId)
    if (isRefusal(own)) return own
    const refused = unlessMayInAccount(context, own, 'account.workspaces')
    if (refused) return refused
    const [account] = await readAccount(db, [accountId])
    const [holdings] = await readHoldings(db, [accountId])
    if (!account || !holdings) return refuse({ code: 'notFound', what: 'account' })
    const { accountName, version } = account
    if (typedName !== accountName) return refuse({ code: 'nameTyped', expected: accountName }, 'name')
    const endings = await readEndings(db, [holdings.workspaces.map(({ workspaceId }) => workspaceId)])
    const { actor, place, at } = context
    const by = { actorId: actor.personId, platform: place.platform }
    const outcome: AccountDeleted = { accountName, workspaces: endings.length }
    const parameters = endingParameters(endings, isoTime(at), actor.personId)
    const deed = {
      action: 'account.deleted',
      ...{ subjectType: 'account', subjectId: accountId, data: { name: accountName } },
    }
    const admins = await addressesOfAdmins(db, [accountId])
    const addresses = JSON.stringify(admins.map(({ address }) => address))
    await endAccount(db, [...parameters, accountId, version, accountName, addresses], context, {
      reliesOn: standingAs(actor, accountId),
      audit: [auditOf(context, { accountId }, deed), ...endings.flatMap((each) => auditOfEnding(by, each))],
      owed: [
        ...(await tellEverybody(db, context, own, admins)),
        happened('account.deleted', { accountId, subjectId: accountId, actorId: actor.personId }),
        ...endings.flatMap((each) => eventsOfEnding(actor.personId, each)),
      ],
      outcome,
    })
    return outcome
  })
}

/** Once nothing is connected any more, only a mail is sure to arrive: admins get one, whoever else has an address in its place. */
async function tellEverybody(
  db: Database,
  context: Context,
  account: { accountId: string; accountName: string },
  admins: readonly { personId: string; address: string }[],
): Promise<OwedRow[]> {
  const { accountId, accountName } = account
  const people = await peopleOf(db, [accountId])
  const mailed = new Set([context.actor.personId, ...admins.map(({ personId }) => personId)])
  return [
    ...people
      .filter(({ personId }) => !mailed.has(personId))
      .map(({ personId }) => tell(context, account, personId, 'deleted')),
    ...admins.map(
      ({ address }): OwedRow => ({
        ...{ kind: 'mail', name: 'account.deletedMail', accountId, subjectId: accountId },
        data: { to: address, account: accountName, by: context.actor.name },
      }),
    ),
  ]
}
