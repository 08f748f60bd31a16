import { isDeepStrictEqual } from 'node:util'
import { type FormValues, isBlank, type Refusal, refuse } from '../../chat'
import { DESTINATIONS, type Preference, QUIET, type Quiet, TOPICS, USUAL, WAYS } from './preference'
import { readZone } from './read-zone'
import type { Times, Topics } from './save-preference'
import { BY_WAY, DESTINATION_NAMES, hourWords, QUIET_NAMES, TOPIC_NAMES } from './words'

/** What the form says, as far as it can be shown again. */
export const typedTimes = (values: FormValues): Times => ({
  destination: oneOf(DESTINATIONS, values.destination) ?? USUAL.destination,
  quiet: oneOf(QUIET, values.quiet) ?? USUAL.quiet,
  hours: {
    from: readHour(values.from) ?? USUAL.hours.from,
    until: readHour(values.until) ?? USUAL.hours.until,
  },
  timeZone: zoneTyped(values),
})

/** When and where somebody wishes to be told; `before`: what the form showed. */
export function readTimes(values: FormValues, before: Times): Times | Refusal {
  const destination = oneOf(DESTINATIONS, values.destination)
  if (!destination) return notOf('destination', 'Messages come', values, Object.values(DESTINATION_NAMES))
  const chosen = oneOf(QUIET, values.quiet)
  if (!chosen) return notOf('quiet', 'Quiet hours', values, Object.values(QUIET_NAMES))
  const [from, until] = [readHour(values.from), readHour(values.until)]
  if (from === undefined) return notOf('from', 'The beginning', values, HOURS_ALLOWED)
  if (until === undefined) return notOf('until', 'The end', values, HOURS_ALLOWED)
  if (from === until) return refuse({ code: 'quietAllDay', hour: hourWords(from) }, 'until')
  const wish = { destination, quiet: quietMeant(chosen, { from, until }, before), hours: { from, until } }
  const typed = zoneTyped(values)
  if (typed === null) return { ...wish, timeZone: null }
  const read = readZone(typed)
  return 'zone' in read
    ? { ...wish, timeZone: read.zone }
    : refuse({ code: 'noTimeZone', typed, ...read }, 'timeZone')
}

/** Whoever changes only the hours wants just these, though the choice above still says otherwise. */
const quietMeant = (chosen: Quiet, hours: Times['hours'], before: Times): Quiet =>
  chosen === before.quiet && !isDeepStrictEqual(hours, before.hours) ? 'own' : chosen

/** What comes by each of the ways that the form showed; the others stay as they were before. */
export function readTopics(
  values: FormValues,
  shown: readonly string[],
  { muted: before }: Topics,
): Topics | Refusal {
  const muted: { -readonly [W in keyof Preference['muted']]: Preference['muted'][W] } = { ...before }
  for (const way of WAYS) {
    const ticked = [values[way] ?? []].flat().filter((each) => each !== '')
    if (ticked.some((each) => !oneOf(TOPICS, each)))
      return notOf(way, BY_WAY[way], values, Object.values(TOPIC_NAMES))
    if (!shown.includes(way)) continue
    const unticked = TOPICS.filter((topic) => !ticked.includes(topic))
    if (unticked.length > 0) muted[way] = unticked
    else delete muted[way]
  }
  return { muted }
}

const HOURS_ALLOWED = [`${hourWords(0)} to ${hourWords(23)}`]

const oneOf = <Value extends string>(values: readonly Value[], typed: unknown): Value | undefined =>
  values.find((value) => value === typed)

function readHour(typed: FormValues[string] | undefined): number | undefined {
  const hour = typeof typed === 'string' && /^\d{1,2}$/.test(typed) ? Number(typed) : 24
  return hour < 24 ? hour : undefined
}

const zoneTyped = ({ timeZone }: FormValues): string | null =>
  typeof timeZone === 'string' && !isBlank(timeZone) ? timeZone.trim() : null

function notOf(field: string, option: string, values: FormValues, choices: readonly string[]): Refusal {
  const got = values[field]
  if (got === undefined || got.length === 0) return refuse({ code: 'optionMissing', option }, field)
  return refuse({ code: 'notAChoice', option, got: String(got), choices }, field)
}
