import type { Sweep } from '../sweeps'
import { createDelivery, type DeliveryOptions } from './deliver'
import type { OutboxRow } from './outbox'
import { tidySweeps } from './tidy'

export interface Notices {
  /** Delivers one batch of each kind of what is owed and due; resolves to how many rows that were. */
  deliverDue(): Promise<number>
  /** Delivery, also of what a crash left or a platform put off, and tidying. */
  sweeps: readonly Sweep[]
}

/** Sweeps by name: what people see already is put right at once, however long those take who are told. */
const KINDS: Readonly<Record<string, readonly OutboxRow['kind'][]>> = {
  redraw: ['refresh', 'event'],
  outbox: ['notice', 'mail'],
}

/** To be woken after every change, in this order. */
export const deliverySweeps: readonly string[] = Object.keys(KINDS)

const SWEEP_EVERY_MS = 5_000

export function createNotices(options: DeliveryOptions): Notices {
  const deliver = createDelivery(options)
  const deliveries = Object.entries(KINDS).map(([name, kinds]) => ({
    name,
    everyMs: SWEEP_EVERY_MS,
    run: () => deliver(kinds),
  }))
  return {
    deliverDue: async () => {
      const sizes = await Promise.all(deliveries.map(({ run }) => run()))
      return sizes.reduce((sum, size) => sum + size, 0)
    },
    sweeps: [...deliveries, ...tidySweeps(options)],
  }
}
