import type { Prices } from '../billing'
import {
  type ContentReader,
  type Context,
  type Ending,
  type Growing,
  type LanguageModel,
  type Log,
  ModelFailure,
  type Platform,
  type Prompt,
  type SpokenMessage,
} from '../chat'
import type { ReachedChatbot } from '../chatbots'
import { type Clock, isoTime } from '../clock'
import type { Database } from '../db'
import { placeInWords, searchKnowledge } from '../knowledge'
import { answerCards, growingText } from './answer-cards'
import {
  LEASE_MS,
  LOOK_EVERY_MS,
  PASSAGES,
  REMEMBERED_TURNS,
  type Source,
  type TurnStatus,
} from './conversation'
import { endTurn } from './end'
import { keepAnswering, placeConversation, readTurn, turnsBefore } from './repository'
import { type Reading, readCitations, searchesFor } from './rules'
import { spotOf } from './spot'

export interface AnsweringOptions {
  db: Database
  model: LanguageModel
  prices: Prices
  contents: (platform: Platform) => ContentReader | undefined
  clock: Clock
  log: Log
}

export interface Answering {
  turnId: string
  conversationId: string
  isNew: boolean
  shared: boolean
  reached: ReachedChatbot
  reading: Reading
  question: string
  audience: Parameters<typeof spotOf>[1]
  overheard?: () => Promise<readonly SpokenMessage[]>
}

/** Answers while it is watched, and leaves the turn ended whatever happens. */
export async function writeAnswer(
  options: AnsweringOptions,
  context: Context,
  answering: Answering,
  growing: Growing,
): Promise<Ending> {
  const { db, clock } = options
  if (answering.isNew) {
    const spot = spotOf(growing, answering.audience)
    if (spot) await placeConversation(db, answering.conversationId, spot, isoTime(clock.now()))
  }
  const written = await write(options, context, answering, growing).catch(async (error: unknown) => {
    await end(options, context, answering, FAILED)
    throw error
  })
  await end(options, context, answering, written)
  const turn = await readTurn(db, answering.turnId)
  if (!turn) return { cards: [{ title: 'This conversation was deleted' }] }
  const { quotesOnly } = options.model
  return { cards: answerCards(turn, { quotesOnly, ...(written.why && { why: written.why }) }) }
}

async function end(options: AnsweringOptions, { actor }: Context, answering: Answering, written: Written) {
  const { db, prices, clock } = options
  const { status, answer, tokens, cited } = written
  await endTurn(db, {
    turnId: answering.turnId,
    chatbot: answering.reached.chatbot,
    askedIn: actor.teamRoles.map(({ teamId }) => teamId),
    sources: written.sources.filter(({ number }) => cited.includes(number)),
    ...{ status, answer, tokens, prices },
    at: clock.now(),
  })
}
interface Written {
  status: Exclude<TurnStatus, 'answering'>
  answer: string
  sources: readonly Source[]
  cited: readonly number[]
  tokens: { inputTokens: number; outputTokens: number }
  why?: ModelFailure['why']
}

const NO_TOKENS = { inputTokens: 0, outputTokens: 0 }
const FAILED: Written = { status: 'failed', answer: '', sources: [], cited: [], tokens: NO_TOKENS }
const NOTHING_FOUND = 'I found nothing on that in my documents.'

async function write(
  options: AnsweringOptions,
  context: Context,
  answering: Answering,
  growing: Growing,
): Promise<Written> {
  const { model, log } = options
  const { sourcesOnly } = answering.reached.chatbot
  const prompt = await promptFor(options, context, answering)
  const { sources } = prompt
  const nothing = { sources, cited: [], tokens: NO_TOKENS }
  // What may say nothing without a source is not asked when there is none (F154).
  if (sourcesOnly && sources.length === 0) return { ...nothing, status: 'answered', answer: NOTHING_FOUND }
  const watch = watchOver(options, answering.turnId, growing.signal)
  const text = { whole: '' }
  let tokens = nothing.tokens
  try {
    for await (const part of model.answer(prompt, watch.signal)) {
      if ('text' in part) {
        text.whole += part.text
        watch.text = text.whole
        const { text: shown, cited } = readCitations(text.whole, sources.length)
        if (!sourcesOnly || cited.length > 0) growing.show(growingText(shown))
      } else tokens = part
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    log.warn({ err: error, why: error.why, turn: answering.turnId }, 'the model gave no answer')
    return {
      ...nothing,
      ...readCitations(text.whole, sources.length),
      tokens,
      answer: text.whole,
      status: 'failed',
      why: error.why,
    }
  } finally {
    watch.end()
  }
  const { text: answer, cited } = readCitations(text.whole, sources.length)
  const status = watch.stopped ? 'stopped' : growing.signal.aborted ? 'interrupted' : 'answered'
  if (sourcesOnly && cited.length === 0) return { ...nothing, tokens, status, answer: NOTHING_FOUND }
  return { sources, cited, tokens, status, answer }
}

/** Everything the model is told: found with the asker's rights, so that no words in it can widen them. */
async function promptFor(
  { db }: AnsweringOptions,
  context: Context,
  { turnId, conversationId, reached: { chatbot }, reading, question, overheard }: Answering,
): Promise<Prompt & { sources: readonly Source[] }> {
  const before = (await turnsBefore(db, [conversationId, turnId, REMEMBERED_TURNS])).reverse()
  const sources: Source[] = []
  if (reading !== 'none')
    for (const wanted of searchesFor(question, before.at(-1)?.question)) {
      const personId = reading === 'theirs' ? context.actor.personId : null
      const found = await searchKnowledge(db, {
        chatbotId: chatbot.id,
        question: wanted,
        personId,
        limit: PASSAGES,
      })
      for (const { documentId, document, place, text } of found)
        sources.push({ number: sources.length + 1, documentId, document, place, text })
    }
  return {
    chatbot: chatbot.name,
    instructions: chatbot.instructions,
    passages: sources.map(({ number, document, place, text }) => ({
      number,
      document,
      place: placeInWords(place),
      text,
    })),
    history: before,
    overheard: overheard ? await overheard().catch(() => []) : [],
    question,
    sourcesOnly: chatbot.sourcesOnly,
    locale: context.reader.locale,
    sources,
  }
}

/** Says regularly that the answer is alive, and hears whether it shall stop. */
function watchOver({ db, clock, log }: AnsweringOptions, turnId: string, ending: AbortSignal) {
  const stop = new AbortController()
  const watch = {
    signal: AbortSignal.any([ending, stop.signal]),
    stopped: false,
    text: '',
    end: () => clearInterval(timer),
  }
  async function look() {
    const [kept] = await keepAnswering(db, [turnId, isoTime(clock.now() + LEASE_MS), watch.text])
    // Without a row the conversation is gone, or another process has ended the turn.
    if (kept && !kept.stopAsked) return
    watch.stopped = true
    stop.abort()
  }
  const timer = setInterval(
    () => void look().catch((error: unknown) => log.warn({ err: error }, 'an answer could not be kept')),
    LOOK_EVERY_MS,
  )
  return watch
}
