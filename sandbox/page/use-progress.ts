import { useState } from 'react'
import type { SeenMail } from '../mail/seen-mail'
import { sentAt as sentAtDiscord } from './discord/discord-types'
import { type Milestones, maya, milestonesIn } from './milestones'
import { sentAt as sentAtSlack } from './slack/slack-types'
import type { SandboxState } from './state/sandbox-state'

/** How far the journey has come. */
export interface Progress extends Milestones {
  invited: boolean
  accepted: boolean
  /** The clock, by a day or more since the page was opened. */
  moved: boolean
  /** Of Maya's newest invitation, unless she has used it. */
  code?: string
}

export function useProgress(state: SandboxState): Progress {
  // Kept, because the page sees through her eyes only while she is played.
  const [welcomedAt, setWelcomedAt] = useState<number>()
  const seen = newestWelcome(state)
  if (seen !== undefined && seen !== welcomedAt) setWelcomedAt(seen)
  const [milestones, setMilestones] = useState<Milestones>()
  const now = milestonesIn(state)
  const kept = keep(milestones, now)
  if (kept !== milestones) setMilestones(kept)
  const aheadMs = state.clock && state.clock.now - state.clock.toldAt
  const [firstAheadMs, setFirstAheadMs] = useState<number>()
  if (aheadMs !== undefined && firstAheadMs === undefined) setFirstAheadMs(aheadMs)
  const invitation = state.mails?.filter(isInvitation).at(-1)
  const isOpen = invitation !== undefined && invitation.at > (welcomedAt ?? 0)
  const code = isOpen ? codeIn(invitation) : undefined
  return {
    ...kept,
    invited: invitation !== undefined,
    accepted: welcomedAt !== undefined && !isOpen,
    moved: (aheadMs ?? 0) - (firstAheadMs ?? aheadMs ?? 0) > MOVED_MS,
    ...(code && { code }),
  }
}

/** Less than a day by what the telling took. */
const MOVED_MS = 23 * 60 * 60 * 1_000

/** The same as before where nothing is new. */
function keep(before: Milestones | undefined, now: Milestones): Milestones {
  if (!before) return now
  const names = Object.keys(now) as (keyof Milestones)[]
  const fresh = names.filter((name) => now[name] && !before[name])
  return fresh.length === 0 ? before : { ...before, ...Object.fromEntries(fresh.map((name) => [name, true])) }
}

const isInvitation = ({ to, subject }: SeenMail) =>
  to.includes('maya@builders.test') && /invites you/.test(subject)

/** The code stands alone on a line. */
const codeIn = ({ text }: SeenMail) => /^[0-9A-Z]{4,}-[0-9A-Z]{4,}$/m.exec(text)?.[0]

/** When Maya last joined a team, as far as the page can see; in milliseconds since 1970. */
function newestWelcome({ platforms, views }: SandboxState): number | undefined {
  const welcomes = platforms.flatMap(({ platform, people }) => {
    const view = views[platform]
    const isMaya = people.some(({ userId, name }) => userId === view?.userId && name === maya)
    const told = isMaya ? /Welcome to team/ : toldOthers
    const messages = (view?.channels ?? []).flatMap((channel) => channel.messages)
    const sentAt = platform === 'slack' ? sentAtSlack : sentAtDiscord
    return messages.filter(({ text }) => told.test(text)).map(sentAt)
  })
  return welcomes.length > 0 ? Math.max(...welcomes) : undefined
}

/** She may have accepted on the page of the mail, by her address. */
const toldOthers = /(Maya Member|maya@builders\.test) accepted your invitation/
