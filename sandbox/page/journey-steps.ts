import type { Platform } from '../driver'
import { firstPlace, type Place } from './state/place'
import type { Progress } from './use-progress'

export interface JourneyStep {
  label: string
  /** Absent: comes with a later release. */
  hint?: Hint | 'clock'
  isDone?(progress: Progress): boolean
}

export interface Hint {
  platform: Platform
  person: string
  place: Place
  /** What they would type; nothing while there is nothing to answer. */
  line(progress: Progress): string | undefined
  /** What to do, in words. */
  say(progress: Progress): string
}

const olivia = { platform: 'slack', person: 'Olivia Owner', place: firstPlace } as const
const maya = { platform: 'discord', person: 'Maya Member', place: firstPlace } as const

export const journeySteps: JourneyStep[] = [
  {
    label: 'invite Maya',
    hint: {
      ...olivia,
      line: () => '/team invite maya@builders.test role:member',
      say: () => 'Olivia is at the box in Slack, and the command is written: press Enter.',
    },
    isDone: ({ invited }) => invited,
  },
  {
    label: 'she accepts in Discord',
    hint: {
      ...maya,
      // Discord tells no addresses to bots, so the code of her mail says who she is.
      line: ({ code }) => code && `/invite accept ${code}`,
      say: ({ code }) =>
        code
          ? 'Press Enter in Discord: the code comes from the mail that Maya got.'
          : 'Maya needs an invitation first: the step before this one.',
    },
    isDone: ({ accepted }) => accepted,
  },
  {
    label: 'let members build chatbots',
    hint: {
      ...olivia,
      line: () => '/team settings',
      say: () => 'Press Enter in Slack, tick both boxes under “What members may do”, and save.',
    },
    isDone: ({ allowed }) => allowed,
  },
  {
    label: 'she builds a chatbot',
    hint: {
      ...maya,
      place: 'direct',
      line: () => '/chatbot create name:Handbook',
      say: () => 'Press Enter in Discord, write what the chatbot is for, and submit.',
    },
    isDone: ({ built }) => built,
  },
  {
    label: 'fill it with a file and ask it',
    hint: {
      ...maya,
      place: 'direct',
      line: ({ filled }) => (filled ? '/ask question:"What do I do when I am ill?"' : '/chatbot docs'),
      say: ({ filled }) =>
        filled
          ? 'Press Enter. In a private message the question alone is enough; in a channel it is @Rolecall and the question.'
          : 'Press “Use a sample handbook” below the box in Discord, or attach a file of your own with +, and press Enter.',
    },
    isDone: ({ filled, asked }) => filled && asked,
  },
  {
    label: 'follow up, see the sources',
    hint: {
      ...maya,
      place: 'direct',
      line: ({ followedUp }) => (followedUp ? undefined : 'And when I lose my laptop?'),
      say: ({ followedUp }) =>
        followedUp
          ? 'Press “Show” beside a source: it shows the passage that the answer rests on.'
          : 'Press Enter: the conversation goes on. Then press “Show” beside a source.',
    },
    isDone: ({ followedUp, checked }) => followedUp && checked,
  },
  { label: 'ask to share it' },
  { label: 'move the clock', hint: 'clock' },
]
