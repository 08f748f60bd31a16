import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal } from '../chat'
import { DAY_MS, isoTime } from '../clock'
import { type Database, defineChange, settle } from '../db'
import { placeOf } from './people'
import type { From } from './reviewer'
import type { Snooze } from './rules'
import { auditScope, redrawn, whoIsMeant } from './who-is-meant'

const saveKeep = defineChange(
  'review.keep',
  `changed AS (
  INSERT INTO review_keep (scope_id, person_id, account_id, kept_by, kept_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (scope_id, person_id) DO UPDATE SET kept_by = excluded.kept_by, kept_at = excluded.kept_at RETURNING 1
)`,
)

export interface Decided {
  name: string
}

/** Takes somebody off the lists of the scope until they have been silent for as long once more. */
export function keepPerson(
  db: Database,
  context: Context,
  from: From,
  personId: string,
): Promise<Decided | Refusal> {
  return settle(db, context, async (context) => {
    const meant = await whoIsMeant(db, context, from, personId)
    if (isRefusal(meant)) return meant
    const { scope, standing, person } = meant
    const outcome: Decided = { name: person.name }
    const parameters = [scope.id, personId, scope.accountId, context.actor.personId, isoTime(context.at)]
    await saveKeep(db, parameters, context, {
      reliesOn: [...standing, placeOf(person, scope)],
      audit: [
        auditOf(context, auditScope(meant), {
          ...{ action: 'review.kept', subjectType: 'person', subjectId: personId },
          data: { name: person.name },
        }),
      ],
      owed: await redrawn(db, meant),
      outcome,
    })
    return outcome
  })
}

const saveSnooze = defineChange(
  'review.snooze',
  `changed AS (
  INSERT INTO review_snooze (scope_id, reader_id, person_id, account_id, until) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (scope_id, reader_id, person_id) DO UPDATE SET until = excluded.until RETURNING 1
)`,
)

/** Takes somebody off the lists that the actor gets, for some weeks; those of other reviewers stay. */
export function snoozePerson(
  db: Database,
  context: Context,
  from: From,
  personId: string,
  weeks: Snooze,
): Promise<Decided | Refusal> {
  return settle(db, context, async (context) => {
    const meant = await whoIsMeant(db, context, from, personId)
    if (isRefusal(meant)) return meant
    const { scope, standing, person } = meant
    const outcome: Decided = { name: person.name }
    const until = isoTime(context.at + weeks * 7 * DAY_MS)
    const parameters = [scope.id, context.actor.personId, personId, scope.accountId, until]
    await saveSnooze(db, parameters, context, {
      reliesOn: [...standing, placeOf(person, scope)],
      audit: [
        auditOf(context, auditScope(meant), {
          ...{ action: 'review.snoozed', subjectType: 'person', subjectId: personId },
          data: { name: person.name, weeks },
        }),
      ],
      owed: await redrawn(db, meant),
      outcome,
    })
    return outcome
  })
}
