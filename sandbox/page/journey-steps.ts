import type { Platform } from '../driver'
import { firstPlace, type Place } from './state/place'
import type { Progress } from './use-progress'

export interface JourneyStep {
  label: string
  hint: Hint | 'clock'
  /** What to do, in words. */
  say(progress: Progress): string
  isDone?(progress: Progress): boolean
}

export interface Hint {
  platform: Platform
  person: string
  place: Place
  /** What they would type; nothing while there is nothing to write. */
  line?(progress: Progress): string | undefined
}

const firstWords = 'Choose a step: it makes you the right person and writes what they would type.'

const lastWords = 'Done. Ask Maya’s chatbot as Olivia, too: @Rolecall and a question, in any channel.'

/** What the page says next to its name, after the step that was chosen last. */
export function guideWords(chosen: JourneyStep | undefined, progress: Progress): string {
  if (!chosen) return firstWords
  if (!chosen.isDone?.(progress)) return chosen.say(progress)
  const next = journeySteps[journeySteps.indexOf(chosen) + 1]
  return next ? `Done. Next: ${next.label}.` : lastWords
}

const olivia = { platform: 'slack', person: 'Olivia Owner', place: firstPlace } as const
const maya = { platform: 'discord', person: 'Maya Member', place: firstPlace } as const
const oliviaAlone = { ...olivia, place: 'direct' } as const
const mayaAlone = { ...maya, place: 'direct' } as const

export const journeySteps: JourneyStep[] = [
  {
    label: 'invite Maya',
    hint: { ...olivia, line: () => '/team invite maya@builders.test role:member' },
    say: () => 'Olivia is at the box in Slack, and the command is written: press Enter.',
    isDone: ({ invited }) => invited,
  },
  {
    label: 'she accepts in Discord',
    // Discord tells no addresses to bots, so the code of her mail says who she is.
    hint: { ...maya, line: ({ code }) => code && `/invite accept ${code}` },
    say: ({ code }) =>
      code
        ? 'Press Enter in Discord: the code comes from the mail that Maya got.'
        : 'Maya needs an invitation first: the step before this one.',
    isDone: ({ accepted }) => accepted,
  },
  {
    label: 'let members build',
    hint: { ...olivia, line: () => '/team settings' },
    say: () => 'Press Enter in Slack, tick both boxes under “What members may do”, and save.',
    isDone: ({ allowed }) => allowed,
  },
  {
    label: 'she builds a chatbot',
    hint: { ...mayaAlone, line: () => '/chatbot create name:Handbook' },
    say: () => 'Press Enter in Discord, write what the chatbot is for, and submit.',
    isDone: ({ built }) => built,
  },
  {
    label: 'fill it and ask',
    hint: {
      ...mayaAlone,
      line: ({ filled }) => (filled ? '/ask question:"What do I do when I am ill?"' : '/chatbot docs'),
    },
    say: ({ filled }) =>
      filled
        ? 'Press Enter. In a private message the question alone is enough; in a channel it is @Rolecall and the question.'
        : 'Press “Use a sample handbook” below the box in Discord, or attach a file of your own with +, and press Enter.',
    isDone: ({ filled, asked }) => filled && asked,
  },
  {
    label: 'follow up',
    hint: {
      ...mayaAlone,
      line: ({ followedUp }) => (followedUp ? undefined : 'And when I lose my laptop?'),
    },
    say: ({ followedUp }) =>
      followedUp
        ? 'Press “Show” beside a source: it shows the passage that the answer rests on.'
        : 'Press Enter: the conversation goes on. Then press “Show” beside a source.',
    isDone: ({ followedUp, checked }) => followedUp && checked,
  },
  {
    label: 'she asks to share it',
    hint: { ...mayaAlone, line: () => '/chatbot share chatbot:Handbook' },
    say: () =>
      'Press Enter in Discord, write a reason if you like, and submit: Olivia owns the team and decides.',
    isDone: ({ requested }) => requested,
  },
  {
    label: 'Olivia approves in Slack',
    hint: oliviaAlone,
    say: ({ requested }) =>
      requested
        ? 'On the card in Olivia’s private messages press “Approve…”, tick the documents, and approve: now the team can ask it.'
        : 'Nothing waits for Olivia: Maya has to ask first, in the step before this one.',
    isDone: ({ approved }) => approved,
  },
  {
    label: 'both cards change',
    hint: mayaAlone,
    say: ({ approved }) =>
      approved
        ? 'Look for the card of the request in both private conversations: its buttons are gone, and it says who decided.'
        : 'Both cards wait for Olivia: she approves in the step before this one.',
    isDone: ({ approved, told }) => approved && told,
  },
  {
    label: 'move the clock',
    hint: 'clock',
    say: () =>
      'Invite somebody else as Olivia first. Then press +7 days: that invitation expires, and she is told.',
    isDone: ({ moved }) => moved,
  },
]
