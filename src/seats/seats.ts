/** Seats of a workspace at one moment. */
export interface Seats {
  workspaceName: string
  limit: number
  /** May be above the limit, after a smaller plan has been given. */
  used: number
}

/** One of those who are to be invited, and who takes a seat when they are: a person, or somebody not known yet. */
export interface Newcomer {
  invitee: string
  taker: string
}

/**
 * Who of the invitees can be invited: those who need no seat, because they have one or are admins of the account, and of
 * the others the first who find one. Several invitees may be one taker. `newcomers`: all who need one.
 */
export function seat(
  { used, limit }: Pick<Seats, 'used' | 'limit'>,
  newcomers: readonly Newcomer[],
  invitees: readonly string[],
): { seated: ReadonlySet<string>; used: number } {
  const takerOf = new Map(newcomers.map(({ invitee, taker }) => [invitee, taker]))
  const taken = new Set<string>()
  const seated = invitees.filter((invitee) => {
    const taker = takerOf.get(invitee)
    if (taker === undefined || taken.has(taker)) return true
    if (used + taken.size >= limit) return false
    taken.add(taker)
    return true
  })
  return { seated: new Set(seated), used: used + taken.size }
}

/** From nine tenths on admins are warned (domain.md §6): the smallest number of taken seats that is so many. */
export const nearlyFullFrom = (limit: number) => Math.ceil((limit * 9) / 10)

export const isNearlyFull = ({ used, limit }: Pick<Seats, 'used' | 'limit'>) => used >= nearlyFullFrom(limit)

/** E.g. `7 of 10`. */
export const seatsWords = ({ used, limit }: Pick<Seats, 'used' | 'limit'>) => `${used} of ${limit}`
