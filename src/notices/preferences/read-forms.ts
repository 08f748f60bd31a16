import { type FormValues, isBlank, type Refusal, refuse } from '../../chat'
import { DESTINATIONS, type Preference, QUIET, TOPICS, USUAL, WAYS } from './preference'
import { readZone } from './read-zone'
import type { Times, Topics } from './save-preference'
import { DESTINATION_NAMES, hourWords, QUIET_NAMES, TOPIC_NAMES } from './words'

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

/** When and where somebody wishes to be told. */
export function readTimes(values: FormValues): Times | Refusal {
  const destination = oneOf(DESTINATIONS, values.destination)
  if (!destination) return notOf('destination', 'Messages come', values, Object.values(DESTINATION_NAMES))
  const quiet = oneOf(QUIET, values.quiet)
  if (!quiet) return notOf('quiet', 'Quiet hours', values, Object.values(QUIET_NAMES))
  const [from, until] = [readHour(values.from), readHour(values.until)]
  if (from === undefined) return notOf('from', 'The beginning', values, HOURS_ALLOWED)
  if (until === undefined) return notOf('until', 'The end', values, HOURS_ALLOWED)
  if (from === until) return refuse({ code: 'quietAllDay', hour: hourWords(from) }, 'until')
  const typed = zoneTyped(values)
  if (typed === null) return { destination, quiet, hours: { from, until }, timeZone: null }
  const read = readZone(typed)
  if ('maybe' in read) return refuse({ code: 'noTimeZone', typed, maybe: read.maybe }, 'timeZone')
  return { destination, quiet, hours: { from, until }, timeZone: read.zone }
}

/** What is to be left out; an absent field leaves nothing out. */
export function readTopics(values: FormValues): Topics | Refusal {
  const muted: { -readonly [W in keyof Preference['muted']]: Preference['muted'][W] } = {}
  for (const way of WAYS) {
    const chosen = [values[way] ?? []].flat().filter((each) => each !== '')
    if (chosen.some((each) => !oneOf(TOPICS, each)))
      return notOf(way, 'What is left out', values, Object.values(TOPIC_NAMES))
    const topics = TOPICS.filter((topic) => chosen.includes(topic))
    if (topics.length > 0) muted[way] = topics
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
