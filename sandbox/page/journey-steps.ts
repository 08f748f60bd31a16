import type { Platform } from '../driver'

export interface JourneyStep {
  label: string
  /** Absent: not there yet. */
  hint?: { platform: Platform; person: string; text: string } | 'clock'
}

export const journeySteps: JourneyStep[] = [
  {
    label: 'invite Maya',
    hint: { platform: 'slack', person: 'Olivia Owner', text: '/team invite maya@builders.test role:member' },
  },
  {
    label: 'she accepts in Discord',
    hint: { platform: 'discord', person: 'Maya Member', text: '/invite accept' },
  },
  { label: 'she builds a chatbot and asks to share it' },
  { label: 'the owner approves in Slack' },
  { label: 'both cards change' },
  { label: 'move the clock seven days', hint: 'clock' },
]
