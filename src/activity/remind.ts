import { auditOf } from '../audit'
import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, newId, settle, statement } from '../db'
import { isSwitchedOff } from '../notices'
import type { Decided } from './keep'
import { placeOf } from './people'
import { REMINDER } from './review'
import type { From } from './reviewer'
import { mayRemindFrom } from './rules'
import { auditScope, redrawn, whoIsMeant } from './who-is-meant'

const readLast = statement<{ number: number; at: number }>(
  'reminder.last',
  'SELECT number, at FROM reminder WHERE account_id = $1 AND person_id = $2 ORDER BY number DESC LIMIT 1',
)

/** The number is taken when somebody else was quicker: then it is decided again. */
const saveReminder = defineChange(
  'reminder.give',
  `changed AS (
  INSERT INTO reminder (id, account_id, workspace_id, person_id, number, by_person, at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING 1
)`,
)

/** Reminds somebody in the actor's name, at most once in seven days whoever asks. */
export function remindPerson(
  db: Database,
  context: Context,
  from: From,
  personId: string,
): Promise<Decided | Refusal> {
  return settle(db, context, async (context) => {
    const meant = await whoIsMeant(db, context, from, personId)
    if (isRefusal(meant)) return meant
    const { scope, standing, person } = meant
    const { accountId, workspaceId } = scope
    const [last] = await readLast(db, [accountId, personId])
    const again = mayRemindFrom(last?.at ?? null)
    if (context.at < again)
      return refuse({ code: 'remindedLately', name: person.name, at: last?.at ?? 0, again })
    if (await isSwitchedOff(db, { personId, accountId }, 'reminder', context.at))
      return refuse({ code: 'remindersOff', name: person.name })
    const outcome: Decided = { name: person.name }
    const { personId: actorId } = context.actor
    const id = newId(context.at)
    const number = (last?.number ?? 0) + 1
    const parameters = [id, accountId, workspaceId, personId, number, actorId, isoTime(context.at)]
    await saveReminder(db, parameters, context, {
      reliesOn: [...standing, placeOf(person, scope)],
      audit: [
        auditOf(context, auditScope(meant), {
          ...{ action: 'person.reminded', subjectType: 'person', subjectId: personId },
          data: { name: person.name },
        }),
      ],
      owed: [
        { kind: 'notice', accountId, personId, name: REMINDER, subjectId: id, actorId },
        ...(await redrawn(db, meant)),
      ],
      outcome,
    })
    return outcome
  })
}
