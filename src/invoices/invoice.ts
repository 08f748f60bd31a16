/** Milliseconds since 1970, the end not included. */
export interface Span {
  from: number
  until: number
}

/** What a workspace owes for one month, `from` – `until`, in one currency; written down once, when the month is over. */
export interface Invoice extends Span {
  id: string
  accountId: string
  workspaceId: string
  /** Counted by account, from 1, without gaps. */
  number: number
  madeAt: number
  /** ISO 4217. */
  currency: string
  parties: Parties
  /** In the smallest coins of the currency. */
  totalMinor: bigint
  /** What of it had been paid by card. */
  paidMinor: bigint
}

/** Names and addresses as they were when it was made. */
export interface Parties {
  /** Lines; none: whoever runs Rolecall has not said. */
  seller: readonly string[]
  buyer: { name: string; address: string | null; vatId: string | null }
  workspace: string
}

interface LineBase {
  /** Millionths of the currency's unit. */
  amountMicros: bigint
}

export interface PlanLine extends LineBase {
  kind: 'plan'
  name: string
  /** Of the month; null: all of it. */
  part: Span | null
  isPaid: boolean
}

export interface TopUpLine extends LineBase {
  kind: 'topUp'
  /** Whose alone it is. */
  team: string | null
  at: number
  /** Below zero it was taken back. */
  amountMicros: bigint
  isPaid: boolean
}

/** What is asked for. */
export type ChargeLine = PlanLine | TopUpLine

/** What it was used for: the answers of one chatbot that one payer pays for, as the owner of a team or not. */
export interface UsageLine extends LineBase {
  kind: 'usage'
  payer: string
  team: string | null
  /** Null: chatbots whose names are nobody else's business. */
  name: string | null
  answers: number
  /** What of the amount top-ups have paid; the budget of the plan paid the rest. */
  topUpMicros: bigint
}

export type InvoiceLine = ChargeLine | UsageLine

/** As it is called; the first part is the account's. */
export const numberWords = ({ accountId, number }: Pick<Invoice, 'accountId' | 'number'>) =>
  `RC-${accountId.slice(-6)}-${String(number).padStart(4, '0')}`

/** What is still to pay; below zero, what is to be paid back. */
export const dueMinor = ({ totalMinor, paidMinor }: Pick<Invoice, 'totalMinor' | 'paidMinor'>) =>
  totalMinor - paidMinor
