import { MINUTE_MS, systemClock } from '../clock'
import { type DeliveryState, readDeliveryState } from '../notices'
import { StartError } from '../start-error'
import type { Check } from './check'
import { lookInto, NOT_LOOKED } from './look-into'

/** A platform's short outage is no reason to call anybody. */
const TOO_OLD_MINUTES = 15

/** What waits to be delivered, and what reached nobody. */
export const checkDeliveries: Check = async (config) => {
  if (config.databaseUrl === null) return 'in the database of `rolecall start`: see /operate there'
  const now = systemClock.now()
  const state = await lookInto(config, (db) => readDeliveryState(db, now))
  if (state === null) return NOT_LOOKED
  const oldest = Math.min(...state.owed.map(({ oldestDueAt }) => oldestDueAt ?? now))
  const minutes = Math.floor((now - oldest) / MINUTE_MS)
  if (minutes >= TOO_OLD_MINUTES)
    throw new StartError(
      `the oldest of ${sumOf(state.owed, 'due')} has been due for ${minutes} minutes${whyLate(state)}`,
    )
  return `${sumOf(state.owed, 'owed')} owed, ${sumOf(state.owed, 'due')} of them due; ${unreached(state)}`
}

function whyLate({ owed }: DeliveryState): string {
  const retried = sumOf(owed, 'retried')
  return retried === 0
    ? ': does `rolecall worker` run?'
    : `, and ${retried} failed before: are the platforms and the mail server there? /operate shows why each failed`
}

function unreached({ undeliverable }: DeliveryState): string {
  const count = undeliverable.reduce((sum, each) => sum + each.count, 0)
  return count === 0
    ? 'everything reached its reader'
    : `${count} reached nobody: /operate shows why, and sends again`
}

const sumOf = (owed: DeliveryState['owed'], what: 'owed' | 'due' | 'retried') =>
  owed.reduce((sum, each) => sum + each[what], 0)
