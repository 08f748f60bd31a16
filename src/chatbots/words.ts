import { bold, shorten, type Text, text } from '../chat'
import type { ShareLevel } from './chatbot'
import type { Scope } from './reach'

/** What each level lets somebody do, as it reads after the level's name. */
export const LEVEL_WORDS: Record<ShareLevel, string> = {
  view: 'use it and see its settings',
  edit: 'also change its settings',
  full: 'also pause, archive and restore it',
}

/** How it is shared: `level` as stored. */
export const levelWords = (level: string, knowledge: boolean) =>
  `level ${level}, documents ${knowledge ? 'included' : 'not included'}`

export const keepWords = (keepDays: number | null) =>
  keepDays === null ? 'for good' : keepDays === 365 ? 'for a year' : `for ${keepDays} days`

/** What it is, as it stands before its name. */
export const kindName = (agent: boolean) => (agent ? 'Agent' : 'Chatbot')

/** Scope belongs into every message (B17). */
export function scopeLine({ agent, teams, workspaceName }: Scope): Text {
  if (agent) return text`Agent of workspace ${bold(workspaceName)}`
  const [team, ...others] = teams.map((name) => shorten(name, 40))
  if (team === undefined) return text`Personal chatbot in workspace ${bold(workspaceName)}`
  if (others.length === 0) return text`In team ${bold(team)}`
  const more = others.length > 2 ? ` and ${others.length - 2} more` : ''
  return text`In teams ${bold([team, ...others.slice(0, 2)].join(', '))}${more}`
}
