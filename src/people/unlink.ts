import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { happened } from '../events'
import { accountOf } from './account-of'
import { addressKey, readSelf } from './self'

const dropIdentity = defineChange(
  'people.unlinkIdentity',
  `other_identity AS (SELECT 1 FROM chat_identity WHERE person_id = $2 AND id <> $1 ORDER BY id FOR UPDATE),
some_address AS (SELECT 1 FROM person_address WHERE person_id = $2 ORDER BY address FOR UPDATE),
changed AS (
  DELETE FROM chat_identity WHERE id = $1 AND person_id = $2 AND ($4::text IS NULL OR confirmed_in = $4)
  AND (SELECT count(*) FROM other_identity) + (SELECT count(*) FROM some_address) > 0
  RETURNING platform, tenant, user_id
), remembered AS (
  INSERT INTO unlinked_identity (platform, tenant, user_id, unlinked_at)
  SELECT platform, tenant, user_id, $3 FROM changed ON CONFLICT DO NOTHING
)`,
)

const dropAddress = defineChange(
  'people.unlinkAddress',
  `some_identity AS (SELECT 1 FROM chat_identity WHERE person_id = $1 ORDER BY id FOR UPDATE),
changed AS (
  DELETE FROM person_address WHERE person_id = $1 AND address = $2 AND ($3::text IS NULL OR confirmed_in = $3)
  AND (SELECT count(*) FROM some_identity) > 0 RETURNING 1
)`,
)

export interface Unlinked {
  unlinked: string
}

/** Takes a chat user away from its person, unless it is the last way in. Only they link themselves again. */
export function unlinkIdentity(
  db: Database,
  context: Context,
  identityId: string,
): Promise<Unlinked | Refusal> {
  return settle(db, context, async (context) => {
    const accountId = accountOf(context)
    if (isRefusal(accountId)) return accountId
    const { personId, confinedTo } = context.actor
    const { identities, ways } = await readSelf(db, context.actor)
    const identity = identities.find((own) => own.id === identityId)
    if (!identity) return refuse({ code: 'notFound', what: 'identity' })
    if (ways === 1) return refuse({ code: 'lastIdentity' })
    const { platform, tenant, userId, name } = identity
    const outcome = { unlinked: name }
    await dropIdentity(db, [identityId, personId, isoTime(context.at), confinedTo ?? null], context, {
      reliesOn: [],
      audit: [
        auditOf(
          context,
          { accountId },
          {
            action: 'identity.unlinked',
            subjectType: 'identity',
            subjectId: identityId,
            data: { platform, tenant, userId },
          },
        ),
      ],
      owed: [happened('roles.changed', { accountId, subjectId: personId, actorId: personId })],
      outcome,
    })
    return outcome
  })
}

/** Takes an address away from its person; it proves nothing about them any more. */
export function unlinkAddress(db: Database, context: Context, key: string): Promise<Unlinked | Refusal> {
  return settle(db, context, async (context) => {
    const accountId = accountOf(context)
    if (isRefusal(accountId)) return accountId
    const { personId, confinedTo } = context.actor
    const { addresses } = await readSelf(db, context.actor)
    const address = addresses.find((own) => addressKey(own) === key)
    if (!address) return refuse({ code: 'notFound', what: 'address' })
    const outcome = { unlinked: address }
    await dropAddress(db, [personId, address, confinedTo ?? null], context, {
      reliesOn: [],
      audit: [
        auditOf(
          context,
          { accountId },
          { action: 'address.removed', subjectType: 'person', subjectId: personId, data: { address } },
        ),
      ],
      owed: [],
      outcome,
    })
    return outcome
  })
}
