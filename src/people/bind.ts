import type { ChatProfile, ChatSender, Home, Platform, RefusalReason } from '../chat'
import { isoTime } from '../clock'
import { AlreadyDone, type AuditRow, type Database, defineChange, newId, Stale, statement } from '../db'
import { happened } from '../events'
import { foldAddress } from './address'
import { readLocale, readTimeZone } from './locale'
import { type Newcomer, newcomer } from './newcomer'

/** The chat user as a newcomer's identity: named as the platform names them. */
export const identityOf = (sender: ChatSender, profile: ChatProfile, at: number) => ({
  id: newId(at),
  platform: sender.platform,
  tenant: sender.tenant,
  userId: sender.userId,
  name: profile.name,
  locale: readLocale(sender.locale ?? profile.locale),
  timeZone: readTimeZone(profile.timeZone),
})

/** The audit entry of a binding; `by` tells what proved it. */
export const linkedEntry = (
  accountId: string,
  personId: string,
  { id: subjectId, platform, tenant, userId }: ReturnType<typeof identityOf>,
  by: string,
): AuditRow => ({
  accountId,
  actorId: personId,
  platform,
  action: 'identity.linked',
  subjectType: 'identity',
  subjectId,
  data: { by, tenant, userId },
})

/** The audit entry of a chat user that counted in one account only, and does so everywhere now. */
export const liftedEntry = (
  accountId: string,
  personId: string,
  platform: Platform,
  subjectId: string,
): AuditRow => ({
  accountId,
  actorId: personId,
  platform,
  action: 'identity.lifted',
  subjectType: 'identity',
  subjectId,
})

/** The audit entry of an address that a person has proved. */
export const addressEntry = (
  accountId: string,
  personId: string,
  platform: Platform,
  address: string,
): AuditRow => ({
  accountId,
  actorId: personId,
  platform,
  action: 'address.added',
  subjectType: 'person',
  subjectId: personId,
  data: { address },
})

/** Whether a row of `person_address` or `chat_identity` counts in the account of that parameter. */
export const countsIn = (account: string, row = 'a') =>
  `(${row}.confirmed_in IS NULL OR ${row}.confirmed_in = ${account})`

/**
 * Holders of a proved address, each with the given account if they are known there and nowhere else: one organisation's
 * Slack must not open what a person has in another (R21). With any account, if none is given.
 * Who has it only from another account's Slack is no holder: that proves nothing here (R21).
 */
export const findHolders = statement<{ personId: string; accountId: string | null }>(
  'people.holders',
  `SELECT a.person_id AS "personId", (
  SELECT CASE WHEN $2::text IS NULL OR (min(account_id) = $2 AND max(account_id) = $2) THEN min(account_id) END FROM (
    SELECT account_id, person_id FROM account_admin UNION ALL SELECT account_id, person_id FROM workspace_user
    UNION ALL SELECT account_id, person_id FROM membership WHERE ended_at IS NULL
  ) role WHERE role.person_id = a.person_id
) AS "accountId"
FROM person_address a WHERE a.address = $1 AND ${countsIn('$2')}`,
)

const bind = defineChange(
  'people.bind',
  `${newcomer(1, 2)}, changed AS (
  SELECT 1 FROM person_address a WHERE address = $3 AND ${countsIn('$5')} HAVING count(*) = 1 AND min(person_id) = $4
)`,
)

const isUnlinked = statement(
  'people.isUnlinked',
  'SELECT 1 FROM unlinked_identity WHERE platform = $1 AND tenant = $2 AND user_id = $3',
)

/**
 * Binds a chat user to the one person who has proved the address that the platform confirms (R22). The person must be
 * known in the account spoken through: another organisation's Slack says nothing about who they are there (R21).
 * Nor does the binding count anywhere else. Null: bound, now or by somebody quicker. Who unlinks stays unlinked until `/link`.
 */
export async function bindByAddress(
  db: Database,
  sender: ChatSender,
  profile: ChatProfile,
  home: Home | null,
  at: number,
): Promise<RefusalReason | null> {
  const { platform, tenant, userId } = sender
  const [unlinked] = await isUnlinked(db, [platform, tenant, userId])
  if (unlinked) return { code: 'notLinked', why: 'unlinked' }
  const address = foldAddress(profile.confirmedEmail ?? '')
  if (!address) return { code: 'notLinked', why: 'noConfirmedAddress' }
  const here = home?.accountId ?? null
  const [holder, ...others] = await findHolders(db, [address, here])
  if (others.length > 0) return { code: 'notLinked', why: 'severalMatches' }
  if (!holder?.accountId) return { code: 'notLinked', why: 'noMatch' }
  const { personId, accountId } = holder
  const identity = identityOf(sender, profile, at)
  const given: Newcomer = { personId, identity, confirmedIn: accountId, seenIn: accountId }
  const wish = { key: `bind:${platform}:${tenant}:${userId}`, at }
  try {
    await bind(db, [JSON.stringify(given), isoTime(at), address, personId, here], wish, {
      reliesOn: [],
      audit: [linkedEntry(accountId, personId, identity, 'confirmedAddress')],
      owed: [happened('roles.changed', { accountId, subjectId: personId, actorId: personId })],
      outcome: null,
    })
  } catch (error) {
    // Bound through another click, or the address has changed hands: reading again tells.
    if (!(error instanceof AlreadyDone) && !(error instanceof Stale)) throw error
  }
  return null
}
