import type { Actor } from '../access'
import type { Acting } from '../chat'
import type { Database } from '../db'
import { readActor } from './roles'

export interface PageVisit {
  personId: string
  accountId: string
  /** Names the happening, so that a form sent twice counts once (R19). */
  key: string
  /** Milliseconds since 1970. */
  at: number
}

/**
 * The person whose link opened a page, with everything they are in the account at this moment. Null: they are nothing
 * there any more (R4).
 */
export async function actOnPage(db: Database, visit: PageVisit): Promise<Acting | null> {
  const acting = await readActing(db, visit)
  return isSomebody(acting.actor) ? acting : null
}

async function readActing(db: Database, visit: PageVisit): Promise<Acting> {
  const { personId, accountId, key, at } = visit
  const actor = await readActor(db, personId, accountId)
  return { actor, key, at, place: { platform: 'web' }, renew: () => readActing(db, visit) }
}

const isSomebody = ({ accountRoles, workspaceRoles, teamRoles }: Actor) =>
  [accountRoles, workspaceRoles, teamRoles].some((roles) => roles.length > 0)
