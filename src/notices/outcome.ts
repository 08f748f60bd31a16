/** How an attempt ended for good. */
export type Outcome = { status: 'done' } | ({ status: 'undeliverable' } & Unreached)

/** What the actor is told when somebody could not be reached. */
export type Unreached = {
  /** Name of the person, or the address. */
  who: string
  /** Title of what they should have read. */
  about: string
  by: 'chat' | 'mail' | 'nothing'
}

export const DONE: Outcome = { status: 'done' }
