const DAY = new Intl.DateTimeFormat('en', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
})

/** E.g. `Jan 31, 2026`, for days that are everybody's, as a budget's; milliseconds since 1970. */
export const dayWords = (at: number) => DAY.format(at)
