import { type Choice, type Context, type Option, type Refusal, refuse, shorten } from '../chat'
import type { Database } from '../db'
import { ownerWords } from './chatbot'
import type { ReachedChatbot } from './reach'
import { matchChatbots, reachableChatbots } from './repository'

const SUGGESTIONS = 25

/** An option that names a chatbot: suggestions by name; also takes an id. Left out, it is the only one or is asked for. */
export const chatbotOption = (db: Database, description = 'Which chatbot, when you have several') =>
  ({
    kind: 'search',
    description,
    search: async ({ actor }: Context, typed: string) =>
      (await matchChatbots(db, actor, typed, SUGGESTIONS)).map(choiceOf),
  }) as const satisfies Option

/**
 * The one chatbot that is meant, as the actor reaches it. `fits` narrows what counts when none is named, e.g. to those
 * that may be asked; a named one is returned whether it fits or not, so that the caller can say what is wrong with it.
 */
export async function whichChatbot(
  db: Database,
  { actor }: Pick<Context, 'actor'>,
  typed?: string,
  fits: (each: ReachedChatbot) => boolean = () => true,
): Promise<ReachedChatbot | Refusal> {
  if (typed !== undefined) return namedChatbot(await matchChatbots(db, actor, typed, SUGGESTIONS), typed)
  return onlyChatbot(await reachableChatbots(db, actor), fits)
}

/** The only one of these that fits, else the only one there is; of several one is asked for. */
export function onlyChatbot(
  all: readonly ReachedChatbot[],
  fits: (each: ReachedChatbot) => boolean,
): ReachedChatbot | Refusal {
  const fitting = all.filter(fits)
  const [only, ...others] = fitting.length > 0 ? fitting : all
  if (!only) return refuse({ code: 'noChatbot' })
  return others.length === 0 ? only : pick([only, ...others])
}

/** Found somewhere inside of a name: good enough to be suggested, not to be meant. */
const INSIDE = 2

/** The whole name before its beginning. */
function namedChatbot(
  found: readonly (ReachedChatbot & { fit: number })[],
  typed: string,
): ReachedChatbot | Refusal {
  const [best, ...others] = found.filter(({ fit }) => fit < INSIDE && fit === found[0]?.fit)
  if (!best) return refuse({ code: 'notFound', what: 'chatbot', typed }, 'chatbot')
  return others.length === 0 ? best : pick([best, ...others])
}

const pick = (chatbots: readonly ReachedChatbot[]) =>
  refuse({ code: 'pick', option: 'chatbot', choices: chatbots.map(choiceOf) })

/** Two of one name are told apart by whose they are. */
const choiceOf = ({ chatbot, reach }: ReachedChatbot): Choice => ({
  value: chatbot.id,
  label: `${shorten(chatbot.name, 45)} (${whoseWords({ chatbot, reach })}${
    chatbot.status === 'active' ? '' : `, ${chatbot.status}`
  })`,
})

function whoseWords({ chatbot, reach }: ReachedChatbot): string {
  if (reach.own) return 'yours'
  return reach.teams[0]?.teamName ?? (reach.agent ? `agent of ${chatbot.workspaceName}` : ownerWords(chatbot))
}
