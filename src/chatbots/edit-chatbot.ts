import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { isoTime } from '../clock'
import { type Database, defineChange, orEarlier, settle } from '../db'
import { AS_DECIDED, asDecided, effectsOf, reachToDo } from './changing'
import type { Chatbot, ChatbotWish } from './chatbot'
import { unlessMay } from './denied'
import { type ReachedChatbot, type Scope, scopeOf } from './reach'
import { readVersion } from './versions'

/** Other instructions become a version of their own; every version is kept (F153). */
const saveChatbot = defineChange(
  'chatbot.edit',
  `changed AS (
  UPDATE chatbot c SET name = $5, description = $6, instructions = $7, sources_only = $8, keep_days = $9, version = version + 1,
    instructions_version = instructions_version + CASE WHEN instructions = $7 THEN 0 ELSE 1 END
  WHERE ${AS_DECIDED} AND c.version = $4 RETURNING c.instructions_version AS number
), written AS (
  INSERT INTO chatbot_instructions (chatbot_id, number, text, written_by, written_at)
  SELECT $1, number, $7, $10, $11 FROM changed WHERE number > $12
)`,
)

export interface ChatbotEdited {
  id: string
  name: string
  instructionsVersion: number
  /** What is different now; empty when nothing is. */
  changed: readonly (keyof ChatbotWish)[]
  scope: Scope
}

/** Name, description, instructions, sources-only, how long conversations are kept. `seen`: the version the form showed. */
export function editChatbot(
  db: Database,
  context: Context,
  id: string,
  seen: number,
  wish: ChatbotWish,
): Promise<ChatbotEdited | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await reachToDo(db, context, id, 'edit')
    if (isRefusal(reached)) return reached
    const { instructions } = reached.chatbot
    const refused = instructions === wish.instructions ? undefined : unlessMay(reached, 'parts')
    if (refused) return refused
    if (reached.chatbot.version !== seen) return refuse({ code: 'changedMeanwhile' }, 'name')
    return save(db, context, reached, wish, {})
  })
}

export interface InstructionsRestored extends ChatbotEdited {
  number: number
}

/** Makes an earlier text the newest version; nothing between them is lost (F153). */
export function restoreInstructions(
  db: Database,
  context: Context,
  id: string,
  number: number,
): Promise<InstructionsRestored | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await reachToDo(db, context, id, 'parts')
    if (isRefusal(reached)) return reached
    const version = await readVersion(db, id, number)
    if (!version) return refuse({ code: 'notFound', what: 'version' })
    return save(db, context, reached, { ...reached.chatbot, instructions: version.text }, { number })
  })
}

async function save<T extends object>(
  db: Database,
  context: Context,
  reached: ReachedChatbot,
  wish: ChatbotWish,
  more: T,
): Promise<ChatbotEdited & T> {
  const { chatbot } = reached
  const changed = FIELDS.filter((field) => chatbot[field] !== wish[field])
  const number = chatbot.instructionsVersion + (changed.includes('instructions') ? 1 : 0)
  const scope = scopeOf(reached)
  const outcome = { id: chatbot.id, name: wish.name, instructionsVersion: number, changed, scope, ...more }
  if (changed.length === 0) return orEarlier(db, context, outcome)
  const { name, description, instructions, sourcesOnly, keepDays } = wish
  await saveChatbot(
    db,
    [
      ...asDecided(reached),
      ...[chatbot.version, name, description, instructions, sourcesOnly, keepDays],
      ...[context.actor.personId, isoTime(context.at), chatbot.instructionsVersion],
    ],
    context,
    effectsOf(
      context,
      { ...reached, chatbot: { ...chatbot, name } satisfies Chatbot },
      { action: 'chatbot.edited', data: { changed, ...more }, tidings: { name: 'chatbot.edited' } },
      outcome,
    ),
  )
  return outcome
}

const FIELDS = [
  'name',
  'description',
  'instructions',
  'sourcesOnly',
  'keepDays',
] as const satisfies readonly (keyof ChatbotWish)[]
