import {
  type Answer,
  type Card,
  type Context,
  type GivenFile,
  isRefusal,
  type Refusal,
  ref,
  refuse,
  say,
  shorten,
} from '../chat'
import { reachableChatbots } from '../chatbots'
import { baseOf, type ReachedBase } from './base'
import { reachedSharedBases } from './bases/repository'
import { MOST_FILES } from './document'
import { keepHanded } from './hand-over'
import type { AskingOptions } from './options'
import { mayUpload, unlessMay, vetFile } from './rules'

/** Beside these there is a menu. */
const BUTTONS = 4
const MENU = 25

/**
 * Asks to which chatbot or knowledge base files are to be added that came without saying so: in a private message, or
 * with a mention. They wait for a day. A refusal where they cannot be added to any.
 */
export async function offerUpload(
  { db, plans }: Pick<AskingOptions, 'db' | 'plans'>,
  context: Context,
  files: readonly GivenFile[],
): Promise<Answer | Refusal> {
  const { actor } = context
  if (files.length > MOST_FILES)
    return refuse({ code: 'tooMany', what: 'files', count: files.length, limit: MOST_FILES })
  // Which plan counts is known with the base; what no plan takes need not be asked about.
  const [plan = plans.basic] = [plans.basic, plans.pro].sort((a, b) => b.documentBytes - a.documentBytes)
  const [only, ...others] = files.map((file) => vetFile(file, { plan, way: 'message' }))
  if (only === undefined) return refuse({ code: 'optionMissing', option: 'File' })
  if (isRefusal(only) && others.every(isRefusal)) return only
  const [chatbots, shared] = await Promise.all([reachableChatbots(db, actor), reachedSharedBases(db, actor)])
  const all = [...chatbots.map((each) => baseOf(each, actor)), ...shared]
  const able = all.filter(mayUpload)
  const [first] = all
  if (able.length === 0) return (first && unlessMay(first, 'upload')) ?? refuse({ code: 'noChatbot' })
  const handedId = await keepHanded(db, actor.personId, files, context.at)
  return say(offerCard(handedId, files, able))
}

function offerCard(handedId: string, files: readonly GivenFile[], bases: readonly ReachedBase[]): Card {
  const [file] = files
  const what = files.length === 1 && file ? shorten(file.name, 80) : `${files.length} files`
  const press = ({ base }: ReachedBase) => ref('knowledge.addTo', handedId, base.id)
  const label = ({ base }: ReachedBase) =>
    base.own ? shorten(base.name, 70) : `${shorten(base.name, 50)} (knowledge base)`
  const [only, ...others] = bases
  const where = bases.every(({ base }) => base.own) ? 'chatbot' : 'chatbot or knowledge base'
  const more = bases.slice(BUTTONS, BUTTONS + MENU)
  return {
    title:
      only && others.length === 0
        ? `Add ${what} to ${shorten(only.base.name, 50)}?`
        : `Add ${what} to which ${where}?`,
    text: 'Its answers then rest on it, for everyone who may use its documents. You can restrict it afterwards.',
    ...(more.length > 0 && {
      rows: [
        {
          text: 'Others',
          menu: {
            label: 'Choose',
            options: more.map((each) => ({ label: label(each), press: press(each) })),
          },
        },
      ],
    }),
    context: 'Nothing has been read yet. The choice stays open for a day.',
    buttons: bases
      .slice(0, BUTTONS)
      .map((each) => ({ label: others.length === 0 ? 'Add' : label(each), press: press(each) })),
  }
}
