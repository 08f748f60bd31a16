import { type Card, type Platform, type Reader, ref, shorten, slash, type Text, text } from '../../chat'
import type { NoticeTopic } from '../notice-kind'
import { FLEETING, type Preference, TOPICS, WAYS, type Way } from './preference'
import { unwantedTopics } from './ways'
import { BY_WAY, DESTINATION_NAMES, quietWords, TOPIC_NAMES } from './words'
import { zoneWords } from './zone-words'

/** What somebody has chosen, where it holds, and by which ways they are known there. */
export interface Profile {
  preference: Preference
  /** Of the account, or of the first of several. */
  accountName: string
  accounts: number
  ways: readonly Way[]
  /** The one that is known of them, by any platform or by themselves. */
  zone: string | null
  /** In which it is shown. */
  platform: Platform
}

/** Everything somebody has chosen, and what of it has no effect. */
export function profileCard(profile: Profile, { locale, now }: Reader, isSaved = false): Card {
  const { preference, accountName, accounts, ways, zone, platform } = profile
  const reader = { locale, now, timeZone: zone ?? 'UTC' }
  return {
    ...(isSaved && { tone: 'success' as const }),
    title: isSaved ? 'Your profile is saved' : 'Your profile',
    text: text`What waits for your answer or changes what you may do always comes, and at once. All else comes as you wish.${unwantedWords(profile)}`,
    fields: [
      { name: 'Messages come', value: destinationWords(profile) },
      { name: 'Quiet hours', value: quietWords(preference, zone) },
      { name: 'Time zone', value: zoneWords(preference, platform, reader) },
      ...WAYS.map((way) => ({ name: BY_WAY[way], value: comingWords(preference, way, ways) })),
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

function destinationWords({ preference: { destination }, ways }: Profile): Text {
  const words = DESTINATION_NAMES[destination]
  if (destination === 'active' || ways.includes(destination)) return words
  return text`${words}. ${UNKNOWN[destination]}, so for now they come elsewhere; ${slash('link')} adds one.`
}

const UNKNOWN: Readonly<Record<Way, string>> = {
  slack: 'No Slack user of yours is known here',
  discord: 'No Discord user of yours is known here',
  mail: 'No mail address of yours is known here',
}

function comingWords({ destination, muted }: Preference, way: Way, ways: readonly Way[]): string {
  const out = TOPICS.filter((topic) => muted[way]?.includes(topic))
  const names = and(out)
  const words =
    out.length === TOPICS.length
      ? 'Only what always comes'
      : out.length > 0
        ? `All but ${names}`
        : 'Everything'
  if (!ways.includes(way)) return `${words}, once you are known there`
  const isLast = way === 'mail' && destination !== 'mail'
  return isLast && ways.length > 1 ? `${words}, where chat does not reach you` : words
}

/** What becomes of the topics that come by none of the ways. */
function unwantedWords({ preference, ways }: Profile): Text {
  const unwanted = unwantedTopics(preference, ways)
  const [gone, kept] = [true, false].map((isFleeting) =>
    unwanted.filter((topic) => FLEETING.includes(topic) === isFleeting),
  )
  return [
    ...(gone?.length ? [` ${capital(and(gone))} do not come at all.`] : []),
    ...(kept?.length ? text` ${capital(and(kept))} only wait in ${slash('inbox')}, for 30 days.` : []),
  ]
}

const AND = new Intl.ListFormat('en', { type: 'conjunction' })
const and = (topics: readonly NoticeTopic[]) =>
  AND.format(topics.map((topic) => TOPIC_NAMES[topic].toLowerCase()))
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
