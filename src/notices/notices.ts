import type { Sweep } from '../sweeps'
import { createDelivery, type DeliveryOptions } from './deliver'
import { tidySweeps } from './tidy'

export interface Notices {
  /** Delivers one batch of what is owed and due; resolves to its size. Wake it after every change. */
  deliverDue(): Promise<number>
  /** Delivery again, for what a crash left or a platform put off, and tidying. */
  sweeps: readonly Sweep[]
}

const SWEEP_EVERY_MS = 5_000

export function createNotices(options: DeliveryOptions): Notices {
  const deliverDue = createDelivery(options)
  return {
    deliverDue,
    sweeps: [{ name: 'outbox', everyMs: SWEEP_EVERY_MS, run: deliverDue }, ...tidySweeps(options)],
  }
}
