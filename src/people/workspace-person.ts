import { type Context, type NamedPerson, type Refusal, readPeople } from '../chat'
import { type Database, statement } from '../db'
import { hashSecret } from '../secrets'
import { foldAddress } from './address'
import { countsIn } from './bind'
import { giveBackTry, takeTry } from './tries'

export interface WorkspacePerson {
  personId: string
  name: string
  /** One that they have proved; for `tellApart` only. */
  address: string | null
}

export type FoundPerson = WorkspacePerson & {
  /** They were named in full: by address, mention, id or the whole name. */
  exact: boolean
}

interface Scope {
  accountId: string
  /** Null: of no workspace, so only the admins of the account. */
  workspaceId: string | null
}

/** More than a person can tell apart in a picker. */
const MOST = 25
const WRONG_ADDRESSES = 5

/** Whether somebody is of a workspace: a user of it, or an admin of its account. The arguments and the answer are SQL. */
export const isOfWorkspace = (
  workspaceId: string,
  accountId: string,
  personId: string,
) => `EXISTS (SELECT 1 FROM (
  SELECT person_id FROM workspace_user WHERE workspace_id = ${workspaceId}
  UNION ALL SELECT person_id FROM account_admin WHERE account_id = ${accountId}
) known WHERE known.person_id = ${personId})`

const PERSON = `p.id AS "personId", p.name, (
  SELECT min(o.address) FROM person_address o WHERE o.person_id = p.id AND ${countsIn('$2', 'o')}
) AS address`
const IS_KNOWN = isOfWorkspace('$1', '$2', 'p.id')

const byAddress = statement<FoundPerson>(
  'people.ofWorkspaceByAddress',
  `SELECT ${PERSON}, true AS exact FROM person_address a JOIN person p ON p.id = a.person_id
WHERE a.address = $3 AND ${countsIn('$2')} AND ${IS_KNOWN} ORDER BY lower(p.name), p.id`,
)

const byUser = statement<FoundPerson>(
  'people.ofWorkspaceByUser',
  `SELECT ${PERSON}, true AS exact FROM chat_identity u JOIN person p ON p.id = u.person_id
WHERE u.platform = $3 AND u.tenant = $4 AND u.user_id = $5 AND ${countsIn('$2', 'u')} AND ${IS_KNOWN}`,
)

/** Somebody may be called by their address as long as no chat user has told their name: the beginning of it finds nobody. */
const byName = statement<FoundPerson>(
  'people.ofWorkspaceByName',
  `SELECT ${PERSON}, p.id = $3 OR lower(p.name) = lower($3) AS exact FROM person p
WHERE (p.id = $3 OR starts_with(lower(p.name), lower($3)) AND strpos(p.name, '@') = 0) AND ${IS_KNOWN}
ORDER BY exact DESC, lower(p.name), p.id LIMIT ${MOST}`,
)

/**
 * The users of a workspace whom typed words may mean: a proved address, a mention on the asker's platform, a person's id
 * or name, else the beginning of a name. Admins of the account count as users of all its workspaces. Wrong addresses
 * are limited, so that nobody finds out by trying whose exist. All that are found are exact, or none is.
 */
export async function findWorkspacePerson(
  db: Database,
  { workspaceId, accountId }: Scope,
  typed: string,
  asker: Pick<Context, 'actor' | 'sender' | 'key' | 'at'>,
): Promise<readonly FoundPerson[] | Refusal> {
  const scope = [workspaceId, accountId]
  const named = readOne(typed, asker.sender)
  if (named?.kind === 'address') return findAddress(db, scope, named.typed, asker)
  if (named?.kind === 'user') {
    const { platform, tenant, userId } = named.user
    return byUser(db, [...scope, platform, tenant, userId])
  }
  const found = await findName(db, scope, typed)
  const exact = found.filter((person) => person.exact)
  return exact.length > 0 ? exact : found
}

/** Users of the workspace whose name begins like that; an address suggests nobody. */
export async function suggestWorkspacePeople(
  db: Database,
  { workspaceId, accountId }: Scope,
  typed: string,
): Promise<readonly WorkspacePerson[]> {
  return typed.includes('@') ? [] : findName(db, [workspaceId, accountId], typed)
}

async function findAddress(
  db: Database,
  scope: readonly (string | null)[],
  typed: string,
  { actor, key, at }: Pick<Context, 'actor' | 'key' | 'at'>,
): Promise<readonly FoundPerson[] | Refusal> {
  const address = foldAddress(typed)
  if (address === null) return []
  const who = `address:${actor.personId}`
  // From one open form come many guesses, and Slack may name them all alike.
  const wish = { key: `${key}:${hashSecret(address).toString('base64url')}`, at }
  const tooMany = await takeTry(db, who, WRONG_ADDRESSES, wish)
  if (tooMany) return tooMany
  const found = await byAddress(db, [...scope, address])
  if (found.length > 0) await giveBackTry(db, who, wish)
  return found
}

const findName = (db: Database, scope: readonly (string | null)[], typed: string) =>
  byName(db, [...scope, typed.trim().replace(/^@(?=.)/, '')])

/** The only entry; none when there are several words, as in a name. */
function readOne(typed: string, sender: Context['sender']): NamedPerson | undefined {
  const [only, ...others] = readPeople(typed, sender)
  return others.length === 0 ? only : undefined
}
