import { cleanName, refuse } from '../chat'
import { type Clock, isoTime } from '../clock'
import { type Database, defineChange, statement } from '../db'
import { findBound, type Redeem, vet } from '../people'
import { hashSecret, newCode } from '../secrets'
import { founding, planFounding } from './found'
import type { ConnectionsOptions } from './options'
import { foundedCard } from './views'

const issue = statement(
  'claim.issue',
  `WITH old AS (DELETE FROM one_time_code WHERE purpose = 'claim' AND used_at IS NULL)
INSERT INTO one_time_code (code_hash, purpose, expires_at, created_at)
SELECT $1, 'claim', 'infinity', $2 WHERE NOT EXISTS (SELECT 1 FROM account) RETURNING 1`,
)

const withdraw = statement(
  'claim.withdraw',
  `WITH gone AS (
  DELETE FROM one_time_code WHERE purpose = 'claim' AND used_at IS NULL AND EXISTS (SELECT 1 FROM account) RETURNING 1
)
SELECT 1 FROM gone`,
)

/**
 * While there is no account: a fresh code, and the end of older ones. Whoever enters it first with `/link` makes
 * the account. Null once there is one.
 */
export async function claimCode(db: Database, clock: Clock): Promise<string | null> {
  const code = newCode()
  const issued = await issue(db, [hashSecret(code), isoTime(clock.now())])
  // The account may have been made by a claim for whose end the statement had to wait: it did not see that one.
  const withdrawn = await withdraw(db, [])
  return issued.length > 0 && withdrawn.length === 0 ? code : null
}

const anyAccount = statement('claim.anyAccount', 'SELECT 1 FROM account LIMIT 1')

const claim = defineChange(
  'account.claim',
  `${founding(1)}, changed AS (
  SELECT 1 FROM ended WHERE code_hash = $4 AND NOT EXISTS (SELECT 1 FROM account)
)`,
)

/** The first installation with static tokens: account, workspace, team, connection and their first person (F149). */
export function redeemClaim(options: ConnectionsOptions): Redeem {
  const { db } = options
  return async (visit, code) => {
    const { sender, place, at } = visit
    const { tenant } = place
    if (tenant === null) return refuse({ code: 'notInDirect' })
    const [claimed] = await anyAccount(db, [])
    if (claimed) return refuse({ code: 'codeWrong' }, 'code')
    const vetted = await vet(options, sender)
    if ('refusal' in vetted) return refuse(vetted.refusal)
    const bound = await findBound(db, visit)
    const name = cleanName(await options.profiles(place.platform)?.tenantName(tenant)) ?? null
    const founder = { sender, profile: vetted.profile, bound, tenant, name, sealedToken: null, at }
    const { parameters, audit, personName, teamName } = planFounding(founder)
    const card = foundedCard(personName, teamName)
    const effects = { reliesOn: [], audit, owed: [], outcome: card }
    await claim(db, [...parameters, code.hash], visit, effects)
    return card
  }
}
