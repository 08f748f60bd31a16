const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs
/** The first Monday since 1970, which began on a Thursday. */
const mondayAtNine = (4 * 24 + 9) * hourMs

/** How many hours from `now` to the next Monday at 9:00 UTC; a week, when it is just that. */
export const hoursToMondayAtNine = (now: number): number =>
  (weekMs - ((now - mondayAtNine) % weekMs)) / hourMs
