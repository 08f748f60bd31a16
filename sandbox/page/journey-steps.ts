import type { Platform } from '../driver'
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
  /** What they would type; nothing while there is nothing to answer. */
  line(progress: Progress): string | undefined
}

export const journeySteps: JourneyStep[] = [
  {
    label: 'invite Maya',
    hint: {
      platform: 'slack',
      person: 'Olivia Owner',
      line: () => '/team invite maya@builders.test role:member',
    },
    isDone: ({ invited }) => invited,
  },
  {
    label: 'she accepts in Discord',
    hint: {
      platform: 'discord',
      person: 'Maya Member',
      // Discord tells no addresses to bots, so the code of her mail says who she is.
      line: ({ code }) => code && `/invite accept ${code}`,
    },
    isDone: ({ accepted }) => accepted,
  },
  { label: 'she builds a chatbot and asks to share it' },
  { label: 'the owner approves in Slack' },
  { label: 'both cards change' },
  { label: 'move the clock seven days', hint: 'clock' },
]
