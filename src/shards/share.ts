/**
 * How many of `of` shards a process is to hold. `holding`: how many each living process holds now, itself included.
 * The shares differ by one at most; who holds most keeps the larger one, so that as little as possible moves.
 */
export function fairShare(of: number, holding: ReadonlyMap<string, number>, me: string): number {
  const ranked = [...holding.keys()].sort(
    (a, b) => (holding.get(b) ?? 0) - (holding.get(a) ?? 0) || (a < b ? -1 : 1),
  )
  const rank = ranked.indexOf(me)
  return Math.floor(of / ranked.length) + (rank < of % ranked.length ? 1 : 0)
}
