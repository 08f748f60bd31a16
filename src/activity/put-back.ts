import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, settle, statement } from '../db'
import type { Decided } from './keep'
import { placeOf } from './people'
import type { From } from './reviewer'
import { auditScope, redrawn, whoIsMeant } from './who-is-meant'

/** Whether person $3 is kept in scope $1, or put off by reader $2 at $4. */
const readOff = statement(
  'review.isOff',
  `SELECT 1 FROM review_keep WHERE scope_id = $1 AND person_id = $3
   UNION ALL SELECT 1 FROM review_snooze WHERE scope_id = $1 AND reader_id = $2 AND person_id = $3 AND until > $4`,
)

const savePutBack = defineChange(
  'review.putBack',
  `unkept AS (
  DELETE FROM review_keep WHERE scope_id = $1 AND person_id = $3 RETURNING 1
), no_more_put_off AS (
  DELETE FROM review_snooze WHERE scope_id = $1 AND reader_id = $2 AND person_id = $3 RETURNING 1
), changed AS (
  SELECT 1 FROM unkept UNION ALL SELECT 1 FROM no_more_put_off
)`,
)

/** Takes back that somebody was kept, by whomever, and that the actor put them off; who is on the lists stays there. */
export function putBack(
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
    const parameters = [scope.id, context.actor.personId, personId]
    if ((await readOff(db, [...parameters, isoTime(context.at)])).length === 0) return outcome
    await savePutBack(db, parameters, context, {
      reliesOn: [...standing, placeOf(person, scope)],
      audit: [
        auditOf(context, auditScope(meant), {
          ...{ action: 'review.putBack', subjectType: 'person', subjectId: personId },
          data: { name: person.name },
        }),
      ],
      owed: await redrawn(db, meant),
      outcome,
    })
    return outcome
  })
}
