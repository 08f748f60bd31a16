import { type Context, isRefusal, type Refusal, refuse } from '../chat'
import { type Database, defineChange, orEarlier, settle } from '../db'
import { AS_DECIDED, asDecided, effectsOf, reachToDo } from './changing'
import { type ChatbotEvent, type ChatbotStatus, step } from './chatbot'
import { type Scope, scopeOf } from './reach'

const saveStatus = defineChange(
  'chatbot.status',
  `changed AS (UPDATE chatbot c SET status = $5 WHERE ${AS_DECIDED} AND c.status = $4 RETURNING 1)`,
)

export interface StatusChanged {
  id: string
  name: string
  status: ChatbotStatus
  /** It was so before. */
  already: boolean
  scope: Scope
}

const ACTIONS: Record<ChatbotEvent, string> = {
  pause: 'chatbot.paused',
  resume: 'chatbot.resumed',
  archive: 'chatbot.archived',
  restore: 'chatbot.restored',
}

/** Pauses, resumes, archives or restores; what is so already is a success (F101–F103). */
export function changeStatus(
  db: Database,
  context: Context,
  id: string,
  event: ChatbotEvent,
): Promise<StatusChanged | Refusal> {
  return settle(db, context, async (context) => {
    const reached = await reachToDo(db, context, id, 'operate')
    if (isRefusal(reached)) return reached
    const { name, status } = reached.chatbot
    const scope = scopeOf(reached)
    const next = step(status, event)
    if (next === 'already') return orEarlier(db, context, { id, name, status, already: true, scope })
    if (next === null) return refuse({ code: 'chatbotStatus', chatbot: name, status, wish: event })
    const outcome: StatusChanged = { id, name, status: next, already: false, scope }
    const tidings = { name: 'chatbot.statusChanged', status: next } as const
    const deed = { action: ACTIONS[event], tidings }
    await saveStatus(
      db,
      [...asDecided(reached), status, next],
      context,
      effectsOf(context, reached, deed, outcome),
    )
    return outcome
  })
}
