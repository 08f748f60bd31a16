import { type Context, isRefusal, type Option, type Refusal, refuse } from '../chat'
import type { Database } from '../db'
import { findWorkspacePerson, suggestWorkspacePeople, tellApart, type WorkspacePerson } from '../people'
import { type OwnAccount, whichAccount } from '../scopes'

/** An option that names an admin of the account: suggestions by name; also takes a mention, an address or an id. */
export const adminOption = (db: Database) =>
  ({
    kind: 'search',
    description: 'Name, mention or address of the admin',
    required: true,
    search: async (context: Context, typed: string, given: Readonly<Record<string, string>>) => {
      const account = whichAccount(context, given.account)
      return isRefusal(account) ? [] : tellApart(await suggestWorkspacePeople(db, adminsOf(account), typed))
    },
  }) as const satisfies Option

/** The one admin that a typed word means. */
export async function whichAdmin(
  db: Database,
  context: Context,
  account: OwnAccount,
  typed: string,
): Promise<WorkspacePerson | Refusal> {
  const found = await findWorkspacePerson(db, adminsOf(account), typed, context)
  if (isRefusal(found)) return { ...found, field: 'person' }
  const [only, ...others] = found
  if (!only) return refuse({ code: 'notAdmin', account: account.accountName, typed }, 'person')
  if (others.length === 0) return only
  return refuse({ code: 'pick', option: 'person', choices: tellApart(found) })
}

/** Of no workspace, so that of the account's people only its admins are left. */
const adminsOf = ({ accountId }: OwnAccount) => ({ accountId, workspaceId: null })
