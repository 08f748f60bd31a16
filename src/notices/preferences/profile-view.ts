import { type Card, type Reader, ref, shorten, slash, text } from '../../chat'
import { type Preference, TOPICS, WAYS, type Way } from './preference'
import type { AccountPreference } from './repository'
import { DESTINATION_NAMES, quietWords, TOPIC_NAMES, WAY_NAMES } from './words'

/** Everything somebody has chosen; `reader.timeZone` is the one that holds for them. */
export function profileCard(
  chosen: AccountPreference,
  accounts: number,
  reader: Reader,
  isSaved = false,
): Card {
  const { preference, accountName } = chosen
  return {
    ...(isSaved && { tone: 'success' as const }),
    title: isSaved ? 'Your profile is saved' : 'Your profile',
    text: 'What waits for your answer or changes what you may do always comes, and at once. All else comes as you wish.',
    fields: [
      { name: 'Messages come', value: DESTINATION_NAMES[preference.destination] },
      { name: 'Quiet hours', value: quietWords(preference) },
      { name: 'Time zone', value: zoneWords(preference, reader) },
      ...WAYS.map((way) => ({ name: LEFT_OUT[way], value: mutedWords(preference, way) })),
    ],
    context:
      accounts > 1
        ? text`In all ${String(accounts)} accounts of yours. In a channel ${slash('profile')} is about one of them.`
        : `In account ${shorten(accountName, 80)}`,
    buttons: [
      { label: 'Change when and where', press: ref('profile.askTimes') },
      { label: 'Choose what comes', press: ref('profile.askTopics') },
    ],
  }
}

const LEFT_OUT: Readonly<Record<Way, string>> = {
  slack: `Not in ${WAY_NAMES.slack}`,
  discord: `Not in ${WAY_NAMES.discord}`,
  mail: `Not by ${WAY_NAMES.mail}`,
}

function zoneWords({ timeZone }: Preference, { timeZone: holds, locale, now }: Reader): string {
  const clock = new Intl.DateTimeFormat(locale, { timeZone: holds, hour: 'numeric', minute: '2-digit' })
  const where = timeZone === null ? `${holds}, as your chat platform says` : timeZone
  return `${where} (${clock.format(now)} now)`
}

function mutedWords({ muted }: Preference, way: Way): string {
  const topics = TOPICS.filter((topic) => muted[way]?.includes(topic))
  return topics.length > 0 ? topics.map((topic) => TOPIC_NAMES[topic]).join(', ') : 'Everything comes'
}
