import type { BudgetOptions, Prices } from '../billing'
import type { Log } from '../chat'
import type { Clock } from '../clock'
import type { Secrets } from '../secrets'
import type { PaymentProvider } from './port'

export interface PaymentsOptions extends BudgetOptions {
  prices: Prices
  /** Null: nothing is charged here, whoever runs Rolecall sends invoices. */
  payments: PaymentProvider | null
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: Clock
  log: Log
}
