import { type Choice, type Field, type FormValues, type Refusal, refuse, shorten } from '../chat'
import { LEVELS, type Share, type ShareLevel } from './chatbot'
import { LEVEL_WORDS } from './words'

export const LEVEL_CHOICES: readonly Choice[] = LEVELS.map((level) => ({
  value: level,
  label: `${level}: ${LEVEL_WORDS[level]}`,
}))

const NOT_SHARED = { value: 'none', label: 'Not now: it stays personal' }

const TEAM_PAYS = 'The owner of the team pays for what its members ask'

/**
 * Level and documents; where there is a share it is filled in, where it is a new chatbot `null`: sharing is left open.
 * `pays`: who pays then, when it is not shared with a team.
 */
export function sharingFields(name: string, share: Share | null, pays = TEAM_PAYS): Field[] {
  return [
    {
      kind: 'choice',
      name: 'level',
      label: `Share with ${shorten(name, 30)}`,
      hint: pays,
      required: true,
      choices: share ? LEVEL_CHOICES : [NOT_SHARED, ...LEVEL_CHOICES],
      value: share ? share.level : NOT_SHARED.value,
    },
    {
      kind: 'toggles',
      name: 'knowledge',
      label: 'Documents',
      choices: [{ value: 'knowledge', label: 'Answers may use its documents' }],
      value: share === null || share.knowledge ? ['knowledge'] : [],
    },
  ]
}

/** Null: not to be shared. */
export function readShare(values: FormValues): Share | null | Refusal {
  const { level } = values
  if (level === undefined || level === NOT_SHARED.value) return null
  if (typeof level === 'string' && isLevel(level)) {
    const ticked = Array.isArray(values.knowledge) ? values.knowledge : []
    return { level, knowledge: ticked.includes('knowledge') }
  }
  return refuse({ code: 'notAChoice', option: 'Level', got: String(level), choices: LEVELS }, 'level')
}

export const isLevel = (typed: string | undefined): typed is ShareLevel =>
  LEVELS.some((level) => level === typed)
