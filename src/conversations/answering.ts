import type { Plans, Prices } from '../billing'
import {
  type ContentReader,
  type Context,
  type Ending,
  type Growing,
  type LanguageModel,
  type Log,
  ModelFailure,
  type Platform,
  type Stream,
} from '../chat'
import { type ReachedChatbot, scopeOf } from '../chatbots'
import type { Clock } from '../clock'
import type { Database } from '../db'
import type { FindPassages } from '../knowledge'
import { answerCards, deletedCard, withQuestion } from './answer-cards'
import { endTurn } from './end'
import type { Overheard } from './prompt'
import { placeConversation, readTurn } from './repository'
import { askedIn, type Reading, type Unread } from './rules'
import type { Circumstances } from './small-print'
import { spotOf } from './spot'
import { write } from './write'

export interface AnsweringOptions {
  db: Database
  model: LanguageModel
  prices: Prices
  plans: Plans
  contents: (platform: Platform) => ContentReader | undefined
  findPassages: FindPassages
  clock: Clock
  log: Log
}

export interface Answering {
  turnId: string
  conversationId: string
  /** The conversation begins with it. */
  isNew: boolean
  reached: ReachedChatbot
  reading: Reading
  unread: Unread | null
  question: string
  audience: Stream['audience']
  overheard?: Overheard
}

/** Answers while it is watched, and leaves the turn ended whatever happens. */
export async function writeAnswer(
  options: AnsweringOptions,
  context: Context,
  answering: Answering,
  growing: Growing,
): Promise<Ending> {
  const { db, clock, model, log } = options
  const { turnId, reached } = answering
  const { chatbot } = reached
  await place(db, answering, growing).catch((error: unknown) =>
    log.error({ err: error, turn: turnId }, 'a conversation has no place to go on'),
  )
  const { question, audience } = answering
  const shown: Growing =
    audience === 'channel'
      ? { ...growing, show: (pieces) => growing.show(withQuestion(question, pieces)) }
      : growing
  const { error, ...written } = await write(options, context, { ...answering, chatbot }, shown)
  await endTurn(options, {
    ...written,
    turnId,
    chatbot,
    askedIn: askedIn(context),
    askedBy: context.actor.personId,
    model: model.name,
    at: clock.now(),
  })
  if (error !== undefined && !(error instanceof ModelFailure)) throw error
  const turn = await readTurn(db, turnId)
  if (!turn) return { cards: [deletedCard] }
  const known = circumstancesOf(context, answering, growing)
  return {
    cards: answerCards(turn, { quotesOnly: model.quotesOnly, known, ...(error && { why: error.why }) }),
  }
}

const circumstancesOf = (
  { place }: Context,
  { audience, reached, unread }: Answering,
  { posted }: Growing,
): Circumstances => ({
  ...{ audience, unread, direct: place.direct },
  posted: posted !== undefined,
  scope: scopeOf(reached),
})

async function place(db: Database, { isNew, conversationId, audience }: Answering, growing: Growing) {
  const spot = isNew ? spotOf(growing, audience) : null
  if (spot) await placeConversation(db, conversationId, spot)
}
