import { type Context, type Growing, isBlank, type LanguageModel, type Log, ModelFailure } from '../chat'
import type { Clock } from '../clock'
import type { Database } from '../db'
import type { FindPassages } from '../knowledge'
import { growingText } from './answer-cards'
import type { Source, TurnStatus } from './conversation'
import { promptFor } from './prompt'
import { readCitations, type Unread } from './rules'
import { UNREAD } from './small-print'
import { type Watch, watchOver } from './watch'

/** How an answer came out. */
export interface Written {
  status: Exclude<TurnStatus, 'answering'>
  answer: string
  /** Those that it names. */
  sources: readonly Source[]
  /** Versions of documents that the model was given. */
  grounds: readonly string[]
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

type Writing = Parameters<typeof promptFor>[2] & { unread: Unread | null }

const NOTHING_FOUND = 'I found nothing on that in my documents. Ask me about what stands in them.'

/** Has the model write the answer. Never throws: what came before an error is kept, and metered. */
export async function write(
  options: WritingOptions,
  context: Context,
  writing: Writing,
  growing: Growing,
): Promise<Written> {
  const tokens = { inputTokens: 0, outputTokens: 0 }
  const draft: Draft = { text: '', cited: [], sources: [], grounds: [], tokens }
  const watch = watchOver(options, writing.turnId, growing.signal)
  try {
    await grow(options, context, writing, { draft, watch, growing })
    const status = watch.stopped ? 'stopped' : growing.signal.aborted ? 'interrupted' : 'answered'
    if (status !== 'answered' || !isBlank(draft.text)) return written(draft, status)
    if (!needsSources(options, writing)) return written(draft, 'failed')
    return { ...written(draft, status), answer: writing.unread ? UNREAD[writing.unread] : NOTHING_FOUND }
  } catch (error) {
    if (error instanceof ModelFailure)
      options.log.warn({ err: error, why: error.why, turn: writing.turnId }, 'the model gave no answer')
    return { ...written(draft, 'failed'), error }
  } finally {
    watch.end()
  }
}

/** One that can only quote would say that it found nothing where it was given nothing. */
const needsSources = ({ model }: WritingOptions, { chatbot, unread }: Writing) =>
  chatbot.sourcesOnly || (model.quotesOnly && unread !== null)

/** What has come so far, as far as it may be shown. */
interface Draft {
  text: string
  cited: readonly number[]
  sources: readonly Source[]
  grounds: readonly string[]
  tokens: Written['tokens']
}

const written = ({ text, cited, sources, grounds, tokens }: Draft, status: Written['status']): Written => ({
  ...{ status, grounds, tokens, answer: text },
  sources: cited.flatMap((named, index) => {
    const source = sources.find(({ number }) => number === named)
    return source ? [{ ...source, number: index + 1 }] : []
  }),
})

async function grow(
  options: WritingOptions,
  context: Context,
  writing: Writing,
  { draft, watch, growing }: { draft: Draft; watch: Watch; growing: Growing },
): Promise<void> {
  const { prompt, sources, grounds } = await promptFor(options, context, writing)
  Object.assign(draft, { sources, grounds })
  // What may say nothing without a source is not asked when there is none (F154).
  if (needsSources(options, writing) && sources.length === 0) return
  let whole = ''
  for await (const part of options.model.answer(prompt, watch.signal)) {
    if (!('text' in part)) {
      draft.tokens = part
      continue
    }
    whole += part.text
    const { text, cited } = readCitations(whole, sources.length)
    if (writing.chatbot.sourcesOnly && cited.length === 0) continue
    Object.assign(draft, { text, cited })
    watch.text = text
    growing.show(growingText(text))
  }
}
