/** The umbrella over workspaces: who administers it, and to whom invoices go. */
export interface Account {
  accountId: string
  accountName: string
  billing: BillingAddress
  /** Grows whenever somebody becomes admin or stops being one, or a user by making a team. */
  version: number
  /** Grows with every change of what the form holds: an older form is refused. */
  settingsVersion: number
  createdAt: number
}

/** Where invoices are addressed to. Null: not said. */
export interface BillingAddress {
  /** Company and postal address, in lines. */
  address: string | null
  vatId: string | null
  /** Gets each invoice by mail, beside the billing admins. */
  mail: string | null
}

/** What the settings form holds. */
export interface AccountWish extends BillingAddress {
  name: string
}

export interface AccountAdmin {
  personId: string
  name: string
  since: number
  /** Null: never seen in chat. */
  lastActiveAt: number | null
}

export const NAME_LENGTH = 80
export const ADDRESS_LENGTH = 500
export const VAT_ID_LENGTH = 30
/** As in RFC 5321, the longest a mail server takes. */
export const MAIL_LENGTH = 254

/** So many admins are advised: with one alone, losing that person means losing the account (R14). */
export const ADVISED_ADMINS = 2

/** How an account stands when one of its admins goes: `none` is refused, `few` is asked again. */
export function withoutOne(admins: number): 'none' | 'few' | 'enough' {
  if (admins <= 1) return 'none'
  return admins - 1 < ADVISED_ADMINS ? 'few' : 'enough'
}
