import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { type Database, defineChange, orEarlier, settle } from '../db'
import { accountsOf } from '../teams'
import type { Turn } from './conversation'
import { turnFor } from './repository'

const askToStop = defineChange(
  'turn.stop',
  `changed AS (UPDATE turn SET stop_asked = true WHERE id = $1 AND asked_by = $2 AND status = 'answering' RETURNING 1)`,
)

/** The actor's own question; of somebody else's they learn whose it is only where they can read it (R21). */
export async function ownTurn(db: Database, context: Context, id: string): Promise<Turn | Refusal> {
  const { personId } = context.actor
  const turn = await turnFor(db, id, accountsOf(context), personId)
  if (!turn) return refuse({ code: 'notFound', what: 'answer' })
  return turn.askedBy === personId ? turn : refuse({ code: 'notYours', whose: turn.asker })
}

/** Whichever process is answering hears it within a second. */
export function stopAnswer(
  db: Database,
  context: Context,
  id: string,
): Promise<{ ended: boolean } | Refusal> {
  return settle(db, context, async (context) => {
    const turn = await ownTurn(db, context, id)
    if (isRefusal(turn)) return turn
    if (turn.status !== 'answering') return orEarlier(db, context, { ended: true })
    const outcome = { ended: false }
    await askToStop(db, [id, context.actor.personId], context, { reliesOn: [], audit: [], owed: [], outcome })
    return outcome
  })
}
