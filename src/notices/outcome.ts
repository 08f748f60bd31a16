/** How an attempt ended. */
export type Outcome =
  | { status: 'done' }
  /** Put off to the end of its reader's quiet hours, as they chose them at that moment; both in milliseconds since 1970. */
  | { status: 'held'; until: number; wishedAt: number | null }
  /** Its reader wishes to find it in the inbox only. */
  | { status: 'kept' }
  | ({ status: 'undeliverable' } & Unreached)

/** What the actor is told when somebody could not be reached. */
export type Unreached = {
  /** Name of the person, or the address. */
  who: string
  /** Title of what they should have read. */
  about: string
  by: 'chat' | 'mail' | 'nothing'
}

export const DONE: Outcome = { status: 'done' }
