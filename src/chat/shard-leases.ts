/** Where a connection to the gateway has come to: another one that resumes it misses nothing. */
export interface ShardSession {
  id: string
  /** Of the last event that needs no repetition. */
  sequence: number
  resumeUrl: string
}

/** One of `of` shards, which this process alone may serve for now. */
export interface Lease {
  shard: number
  of: number
  /** Absent: a new session has to be started. */
  session: ShardSession | null
}

export interface Holding {
  /** Everything that is this process's own; what is missing here has been lost. */
  held: Lease[]
  /** Of those: more than a fair share, to be given back soon. */
  surplus: Lease[]
  /** Every other shard is in the hands of a process that lives. */
  complete: boolean
  /** Some shards are known to nobody, so they are to be shared again. */
  missing: boolean
  /** Moment of `performance.now()` from which on another process may hold them, unless they are renewed. */
  until: number
}

/** The gateway shards of one bot, shared among all processes that ask. Everything rejects while the database is away. */
export interface ShardLeases {
  /** How long to wait between two renewals, in milliseconds. */
  readonly everyMs: number
  /** From now on there are `of` shards; those of another number stay until all of the new ones are connected. */
  share(of: number): Promise<void>
  /** Renews what is held, saves how far it has come, and takes what is free up to a fair share. */
  renew(held: readonly Lease[]): Promise<Holding>
  /** Lets others take these at once. */
  giveBack(leases: readonly Lease[]): Promise<void>
  /** Gives these back and counts as gone. */
  leave(leases: readonly Lease[]): Promise<void>
  /**
   * Takes the turn to start a session, one at a time for each key; the next may be taken `lengthMs` later. Resolves to 0,
   * or to how long to wait before asking again, in milliseconds: nothing is taken then.
   */
  takeTurn(key: number, lengthMs: number): Promise<number>
}
