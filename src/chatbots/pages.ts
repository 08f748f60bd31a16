import {
  type Answer,
  type Card,
  type Context,
  isRefusal,
  openForm,
  PAGE_SIZE,
  type Refusal,
  refuse,
} from '../chat'
import { type Database, orEarlier } from '../db'
import { orRefuse, whichTeam } from '../teams'
import type { ChatbotEvent } from './chatbot'
import { possibleEvents } from './chatbot'
import { unlessMay } from './denied'
import { deleteForm, editForm } from './forms'
import { listCard } from './list-view'
import type { Ownership, ReachedChatbot } from './reach'
import { countChatbot, findChatbot, pageChatbots } from './repository'
import { type ChatbotAction, decideChatbot } from './rules'
import { versionCard, versionsCard } from './version-views'
import { pageVersions, readVersion } from './versions'
import { chatbotCard } from './views'
import { whichChatbot } from './which-chatbot'

/** A page that is no longer there shows the first one. */
export async function listPage(
  db: Database,
  context: Context,
  page: number,
  only?: Ownership,
): Promise<Card> {
  const { actor } = context
  const found = await pageChatbots(db, actor, { limit: PAGE_SIZE, offset: page * PAGE_SIZE, only })
  if (found.chatbots.length === 0 && page > 0) return listPage(db, context, 0, only)
  const near = whichTeam(context)
  return listCard(found.chatbots, {
    page,
    total: found.total,
    only,
    near: isRefusal(near) ? undefined : near,
  })
}

export async function showPage(db: Database, reached: ReachedChatbot): Promise<Card> {
  const [counts] = await countChatbot(db, [reached.chatbot.id, mayDo('manageDocuments')(reached)])
  return chatbotCard(reached, counts ?? { documents: 0, bases: 0, conversations: 0 })
}

export async function versionsPage(db: Database, reached: ReachedChatbot, page: number): Promise<Card> {
  const versions = await pageVersions(db, [reached.chatbot.id, PAGE_SIZE, page * PAGE_SIZE])
  if (versions.length === 0 && page > 0) return versionsPage(db, reached, 0)
  return versionsCard(reached, versions, { page, total: versions[0]?.total ?? 0 })
}

export async function versionPage(
  db: Database,
  reached: ReachedChatbot,
  number: number,
): Promise<Card | Refusal> {
  const version = await readVersion(db, reached.chatbot.id, number)
  return version ? versionCard(reached, version) : refuse({ code: 'notFound', what: 'version' })
}

/** Both forms ask first whether the person may; the submit asks again. */
export const askEdit = (reached: ReachedChatbot): Answer | Refusal => {
  const { chatbot } = reached
  return unlessMay(reached, 'edit') ?? openForm(editForm(chatbot, chatbot))
}

export const askDelete = (reached: ReachedChatbot): Answer | Refusal =>
  unlessMay(reached, 'delete') ?? openForm(deleteForm(reached.chatbot))

/** Which ones count when none is named. */
export const mayDo =
  (action: ChatbotAction) =>
  ({ reach }: ReachedChatbot) =>
    decideChatbot(reach, action).allowed

export const canBe = (event: ChatbotEvent) => (reached: ReachedChatbot) =>
  mayDo('operate')(reached) && possibleEvents(reached.chatbot.status).includes(event)

type Go = (
  context: Context,
  reached: ReachedChatbot,
  ids: readonly string[],
) => Promise<Answer | Refusal> | Answer | Refusal

/** First step of a chatbot's command: which one is meant. */
export const onNamed =
  (db: Database, go: Go, fits?: (reached: ReachedChatbot) => boolean) =>
  async (context: Context, args: { chatbot?: string }): Promise<Answer | Refusal> => {
    const reached = await whichChatbot(db, context, args.chatbot, fits)
    return isRefusal(reached) ? reached : go(context, reached, [])
  }

/** A command that changes the chatbot meant at once. What an earlier delivery did may have changed what can be meant (R19). */
export const changeNamed =
  <T extends object>(
    db: Database,
    change: (context: Context, id: string) => Promise<T | Refusal>,
    show: (done: T) => Answer,
    fits?: (reached: ReachedChatbot) => boolean,
  ) =>
  async (context: Context, args: { chatbot?: string }): Promise<Answer | Refusal> => {
    const reached = await whichChatbot(db, context, args.chatbot, fits)
    const done = isRefusal(reached)
      ? await orEarlier<T | Refusal>(db, context, reached)
      : await change(context, reached.chatbot.id)
    return orRefuse(done, show)
  }

/** First step of a chatbot's button: the actor must reach the one it names (R21). */
export const onChatbot =
  (db: Database, go: Go) =>
  async (context: Context, [id = '', ...rest]: readonly string[]): Promise<Answer | Refusal> => {
    const reached = await findChatbot(db, context.actor, id)
    return reached ? go(context, reached, rest) : refuse({ code: 'notFound', what: 'chatbot' })
  }
