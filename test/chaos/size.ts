/** `CHAOS=full` asks for the figures of the specification; otherwise there is a little chaos in every test run. */
export const FULL = process.env.CHAOS === 'full'

export const sized = <T>(little: T, full: T): T => (FULL ? full : little)
