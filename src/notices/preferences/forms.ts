import { type Choice, cut, type Field, type Form, ref } from '../../chat'
import { DESTINATIONS, QUIET, TOPICS, WAYS } from './preference'
import type { Times, Topics } from './save-preference'
import { BY_WAY, DESTINATION_NAMES, hourWords, QUIET_NAMES, TOPIC_NAMES, TOPIC_WORDS } from './words'

const ZONE_LENGTH = 60
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Where and when: a person's own time zone is typed, since there are too many to choose from. */
export const timesForm = ({ destination, quiet, hours, timeZone }: Times): Form => ({
  submit: ref('profile.times'),
  title: 'When and where',
  submitLabel: 'Save',
  fields: [
    choice('destination', 'Messages come', DESTINATIONS, DESTINATION_NAMES, destination),
    choice('quiet', 'Quiet hours', QUIET, QUIET_NAMES, quiet),
    hour('from', 'Your own hours: from', hours.from),
    hour('until', 'Your own hours: to', hours.until),
    {
      ...{ kind: 'text', name: 'timeZone', label: 'Time zone', maxLength: ZONE_LENGTH },
      ...{
        placeholder: 'Europe/Berlin',
        hint: 'A city, or a name like Europe/Berlin. Empty: as Slack says; Discord tells none, so UTC there',
      },
      ...(timeZone !== null && { value: cut(timeZone, ZONE_LENGTH) }),
    },
  ],
})

/** What comes by each way. The ways are named in the submit: where nothing is ticked, platforms leave the field out. */
export const topicsForm = ({ muted }: Topics): Form => ({
  submit: ref('profile.topics', ...WAYS),
  title: 'What comes',
  submitLabel: 'Save',
  text: 'Tick what comes. Ticked nowhere, outcomes and money wait in your inbox for 30 days; reminders and reviews do not come at all.',
  fields: WAYS.map((way) => ({
    ...{ kind: 'toggles', name: way, label: BY_WAY[way] },
    choices: TOPICS.map((topic) => ({ value: topic, label: `${TOPIC_NAMES[topic]}: ${TOPIC_WORDS[topic]}` })),
    value: TOPICS.filter((topic) => !muted[way]?.includes(topic)),
  })),
})

function choice<Value extends string>(
  name: string,
  label: string,
  values: readonly Value[],
  names: Readonly<Record<Value, string>>,
  value: Value,
): Field {
  const choices: readonly Choice[] = values.map((each) => ({ value: each, label: names[each] }))
  return { kind: 'choice', name, label, required: true, choices, value }
}

const hour = (name: string, label: string, value: number): Field => ({
  ...{ kind: 'choice', name, label, required: true, value: String(value) },
  choices: HOURS.map((each) => ({ value: String(each), label: hourWords(each) })),
})
