import type { SeenMessage } from '../driver'
import type { SandboxState } from './state/sandbox-state'

const reached = {
  /** Members may build chatbots and upload documents. */
  allowed: (state: SandboxState) => seenBy(olivia, state).some(saysAllowed),
  built: (state: SandboxState) => seenBy(maya, state).some(({ text }) => /Chatbot .+ is there$/m.test(text)),
  /** Her chatbot has a document that can be asked about. */
  filled: (state: SandboxState) =>
    seenBy(maya, state).some(({ text }) => /\.\w{2,4}\b.*\bready\b/is.test(text)),
  asked: (state: SandboxState) => seenBy(maya, state).filter(isAnswer).length > 0,
  followedUp: (state: SandboxState) => seenBy(maya, state).filter(isAnswer).length > 1,
  /** She has looked at a passage that an answer rests on. */
  checked: (state: SandboxState) => seenBy(maya, state).some(({ text }) => /^\[\d+\] /.test(text)),
  requested: (state: SandboxState) => seenBy(maya, state).some(({ text }) => ownRequest.test(text)),
  approved: (state: SandboxState) =>
    seenBy(olivia, state).some(({ text }) => /asked to share chatbot/.test(text) && approval.test(text)),
  /** Her own copy says so. */
  told: (state: SandboxState) =>
    seenBy(maya, state).some(({ text }) => ownRequest.test(text) && approval.test(text)),
}

export const maya = 'Maya Member'
const olivia = 'Olivia Owner'
const ownRequest = /You asked to share chatbot/
const approval = /\bApproved by /

export type Milestones = Record<keyof typeof reached, boolean>

/** What shows in the messages of the people who are played now. */
export function milestonesIn(state: SandboxState): Milestones {
  const entries = Object.entries(reached).map(([name, test]) => [name, test(state)])
  return Object.fromEntries(entries)
}

const saysAllowed = ({ text }: SeenMessage) =>
  /Settings saved$/m.test(text) &&
  /create chatbots\W+on\b/i.test(text) &&
  /upload documents\W+on\b/i.test(text)

/** Only answers ask whether they helped. */
const isAnswer = ({ controls }: SeenMessage) => controls.some(({ label }) => label.endsWith('Not helpful'))

/** What the bot has told somebody, on either side, as far as the page looks through their eyes. */
function seenBy(name: string, { platforms, views }: SandboxState): SeenMessage[] {
  return platforms.flatMap(({ platform, people }) => {
    const view = views[platform]
    const isThem = people.some((person) => person.userId === view?.userId && person.name === name)
    const messages = isThem ? (view?.channels ?? []).flatMap((channel) => channel.messages) : []
    return messages.filter(({ fromBot }) => fromBot)
  })
}
