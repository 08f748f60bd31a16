import type { Platform } from '../driver'
import type { SeenMail } from '../mail/seen-mail'

export interface JourneyStep {
  label: string
  /** Absent: not there yet. */
  hint?: Hint | 'clock'
}

export interface Hint {
  platform: Platform
  person: string
  /** What they would type, given the mails that have come. */
  line(mails: SeenMail[]): string
}

const maya = 'maya@builders.test'

export const journeySteps: JourneyStep[] = [
  {
    label: 'invite Maya',
    hint: { platform: 'slack', person: 'Olivia Owner', line: () => `/team invite ${maya} role:member` },
  },
  {
    label: 'she accepts in Discord',
    hint: {
      platform: 'discord',
      person: 'Maya Member',
      // Discord tells no addresses to bots, so the code of her mail says who she is.
      line: (mails) => `/invite accept ${newestCode(mails, maya)}`,
    },
  },
  { label: 'she builds a chatbot and asks to share it' },
  { label: 'the owner approves in Slack' },
  { label: 'both cards change' },
  { label: 'move the clock seven days', hint: 'clock' },
]

/** The code that stands alone on a line of the newest mail with one; empty while there is none. */
function newestCode(mails: SeenMail[], address: string): string {
  const codes = mails
    .filter(({ to }) => to.includes(address))
    .flatMap(({ text }) => text.match(/^[0-9A-Z]{4,}-[0-9A-Z]{4,}$/m) ?? [])
  return codes.at(-1) ?? ''
}
