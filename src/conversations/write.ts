import { type Context, type Growing, isBlank, type LanguageModel, type Log, ModelFailure } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import type { FindPassages } from '../knowledge'
import { growingText } from './answer-cards'
import type { Source, TurnStatus } from './conversation'
import { promptFor } from './prompt'
import { readCitations } from './rules'
import { type Watch, watchOver } from './watch'

/** How an answer came out. */
export interface Written {
  status: Exclude<TurnStatus, 'answering'>
  answer: string
  /** Those that it names. */
  sources: readonly Source[]
  tokens: { inputTokens: number; outputTokens: number }
  /** What broke it off. */
  error?: unknown
}

interface WritingOptions {
  db: Database
  model: LanguageModel
  findPassages: FindPassages
  clock: Clock
  log: Log
}

type Writing = Parameters<typeof promptFor>[2]

const NOTHING_FOUND = 'I found nothing on that in my documents.'

/** Has the model write the answer. Never throws: what came before an error is kept, and metered. */
export async function write(
  options: WritingOptions,
  context: Context,
  writing: Writing,
  growing: Growing,
): Promise<Written> {
  const draft: Draft = { text: '', cited: [], sources: [], tokens: { inputTokens: 0, outputTokens: 0 } }
  const watch = watchOver(options, writing.turnId, growing.signal)
  try {
    await grow(options, context, writing, { draft, watch, growing })
    const status = watch.stopped ? 'stopped' : growing.signal.aborted ? 'interrupted' : 'answered'
    if (status !== 'answered' || !isBlank(draft.text)) return written(draft, status)
    if (!writing.chatbot.sourcesOnly) return written(draft, 'failed')
    return { ...written(draft, status), answer: NOTHING_FOUND }
  } catch (error) {
    if (error instanceof ModelFailure)
      options.log.warn({ err: error, why: error.why, turn: writing.turnId }, 'the model gave no answer')
    return { ...written(draft, 'failed'), error }
  } finally {
    watch.end()
  }
}

/** What has come so far, as far as it may be shown. */
interface Draft {
  text: string
  cited: readonly number[]
  sources: readonly Source[]
  tokens: Written['tokens']
}

const written = ({ text, cited, sources, tokens }: Draft, status: Written['status']): Written => ({
  ...{ status, tokens, answer: text },
  sources: sources.filter(({ number }) => cited.includes(number)),
})

async function grow(
  options: WritingOptions,
  context: Context,
  writing: Writing,
  { draft, watch, growing }: { draft: Draft; watch: Watch; growing: Growing },
): Promise<void> {
  const { sourcesOnly } = writing.chatbot
  const { prompt, sources } = await promptFor(options, context, writing)
  draft.sources = sources
  // What may say nothing without a source is not asked when there is none (F154).
  if (sourcesOnly && sources.length === 0) return
  let whole = ''
  for await (const part of options.model.answer(prompt, watch.signal)) {
    if (!('text' in part)) {
      draft.tokens = part
      continue
    }
    whole += part.text
    const { text, cited } = readCitations(whole, sources.length)
    if (sourcesOnly && cited.length === 0) continue
    Object.assign(draft, { text, cited })
    watch.text = text
    growing.show(growingText(text))
  }
}
