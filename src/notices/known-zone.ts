import type { Identity, Reach } from './reach'

/** What is stored where a platform tells none, as Discord does; `Intl` knows it by both names. */
const UNTOLD: readonly string[] = ['UTC', 'Etc/UTC']

/** The zone that somebody has chosen, else the one that tells a platform on which they were active last; null: nobody knows. */
export const knownZone = ({
  identities,
  preference,
}: Pick<Reach, 'preference'> & {
  identities: readonly Pick<Identity, 'timeZone'>[]
}): string | null =>
  preference.timeZone ?? identities.find(({ timeZone }) => !UNTOLD.includes(timeZone))?.timeZone ?? null
