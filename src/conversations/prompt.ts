import type { Context, Log, Prompt, SpokenMessage } from '../chat'
import type { Chatbot } from '../chatbots'
import type { Database } from '../db'
import { type FindPassages, placeInWords, readableVersions } from '../knowledge'
import { PASSAGES, REMEMBERED_TURNS, type Source } from './conversation'
import { type EarlierTurn, turnsBefore } from './repository'
import { type Reading, searchFor } from './rules'

/** What other people said there, asked of the platform when it is needed. */
export type Overheard = () => Promise<readonly SpokenMessage[]>

interface Questioned {
  turnId: string
  conversationId: string
  chatbot: Chatbot
  reading: Reading
  question: string
  overheard?: Overheard
}

/** Everything the model is told: found with the asker's rights, so that no words in it can widen them. */
export async function promptFor(
  { db, findPassages, log }: { db: Database; findPassages: FindPassages; log: Log },
  { actor, reader }: Context,
  { turnId, conversationId, chatbot, reading, question, overheard }: Questioned,
): Promise<{ prompt: Prompt; sources: readonly Source[]; grounds: readonly string[] }> {
  const personId = reading === 'theirs' ? actor.personId : null
  const said = await turnsBefore(db, [conversationId, turnId, REMEMBERED_TURNS])
  const history = await stillReadable(said.reverse())
  const found =
    reading === 'none'
      ? []
      : await findPassages({
          chatbotId: chatbot.id,
          question: searchFor(question, history.at(-1)?.question),
          personId,
          limit: PASSAGES,
        })
  const sources = found.map(
    ({ documentId, versionId, document, place, text }, index): Source => ({
      ...{ number: index + 1, documentId, versionId, document, place, text },
    }),
  )
  const prompt: Prompt = {
    chatbot: chatbot.name,
    instructions: chatbot.instructions,
    passages: sources.map(({ number, document, place, text }) => ({
      ...{ number, document, text },
      place: placeInWords(place),
    })),
    history: history.map(({ question, answer }) => ({ question, answer })),
    overheard: overheard ? await overheard().catch(unheard) : [],
    question,
    sourcesOnly: chatbot.sourcesOnly,
    locale: reader.locale,
  }
  const grounds = [...sources.map(({ versionId }) => versionId), ...history.flatMap((turn) => turn.grounds)]
  return { prompt, sources, grounds: [...new Set(grounds)] }

  /** What an answer rested on may have been restricted, removed, replaced or excluded since (R4, F95, B14). */
  async function stillReadable(turns: readonly EarlierTurn[]): Promise<EarlierTurn[]> {
    const versionIds = turns.flatMap((turn) => turn.grounds)
    const open =
      reading === 'none'
        ? new Set<string>()
        : await readableVersions(db, { chatbotId: chatbot.id, versionIds, personId })
    return turns.filter((turn) => turn.grounds.every((id) => open.has(id)))
  }

  /** The question can be answered without. */
  function unheard(error: unknown): readonly SpokenMessage[] {
    log.warn({ err: error, turn: turnId }, 'what others said could not be read')
    return []
  }
}
