import { In } from 'typeorm'
import { PAGE_SIZE } from '../chat'
import { type Database, statement } from '../db'
import { type AuditEntry, auditEntrySchema } from './entity'

export interface AuditPage {
  entries: readonly (AuditEntry & { actorName: string | null })[]
  /** Counted from 0. */
  page: number
  total: number
}

/** One page of a team's history, newest first; nothing of accounts that are not among `accounts` (R21). */
export async function listAudit(
  db: Database,
  wanted: { accounts: readonly string[]; teamId: string; page: number },
): Promise<AuditPage> {
  const { accounts, teamId, page } = wanted
  const [entries, total] = await db.getRepository(auditEntrySchema).findAndCount({
    where: { teamId, accountId: In([...accounts]) },
    order: { id: 'DESC' },
    skip: page * PAGE_SIZE,
    take: PAGE_SIZE,
  })
  const people = await namesOf(db, [entries.map((entry) => entry.actorId)])
  const names = new Map(people.map((person) => [person.id, person.name]))
  const named = entries.map((entry) => ({ ...entry, actorName: names.get(entry.actorId ?? '') ?? null }))
  return { entries: named, page, total }
}

const namesOf = statement<{ id: string; name: string }>(
  'audit.names',
  'SELECT id, name FROM person WHERE id = ANY($1::text[])',
)
