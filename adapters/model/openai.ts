import { APIError } from 'openai'
import { type LanguageModel, ModelFailure, type ModelPart, type Prompt } from '../../src/chat'
import { type ChatRequest, type Chunk, chunksOf, type Patience, wordsOf } from './chunks'
import { type Endpoint, openClient, retry } from './client'
import { readFailure } from './failure'
import { buildMessages, type ModelMessage } from './prompt'
import { estimateTokens } from './tokens'

export interface OpenAiModelOptions extends Endpoint, Partial<Patience> {
  name: string
  contextTokens: number
  /** Before the second try; twice as long before the third. */
  backOffMs?: number
}

/** A model that never ends costs money and helps nobody: about ten messages. */
const LONGEST_ANSWER = 40_000

/** A model behind any endpoint that speaks OpenAI's chat completions. */
export function createOpenAiModel(options: OpenAiModelOptions): LanguageModel {
  const {
    name,
    contextTokens,
    backOffMs = 500,
    firstWordTimeoutMs = 120_000,
    idleTimeoutMs = 30_000,
  } = options
  const client = openClient(options)
  let countsOnRequest = true

  /** The chunks, once the first word has come: only until then may a request be made again. */
  async function begin(messages: ModelMessage[], signal: AbortSignal): Promise<AsyncIterable<Chunk>> {
    const request: ChatRequest = { model: name, messages, stream: true }
    if (countsOnRequest) request.stream_options = { include_usage: true }
    const chunks = chunksOf(client, request, signal, { firstWordTimeoutMs, idleTimeoutMs })
    const head: Chunk[] = []
    try {
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
        head.push(next.value)
        if (wordsOf(next.value)) break
      }
      return join(head, chunks)
    } catch (error) {
      if (!countsOnRequest || !refusesToCount(error)) throw error
      countsOnRequest = false
      return begin(messages, signal)
    }
  }

  async function* answer(prompt: Prompt, signal: AbortSignal): AsyncIterable<ModelPart> {
    if (signal.aborted) return
    const messages = buildMessages(prompt, contextTokens)
    const outcome: Outcome = { text: '' }
    try {
      for await (const chunk of await retry(() => begin(messages, signal), { signal, backOffMs })) {
        note(outcome, chunk)
        const text = wordsOf(chunk)
        if (text) yield { text }
        if (outcome.text.length > LONGEST_ANSWER) break
      }
    } catch (error) {
      if (!signal.aborted) throw readFailure(error)
    }
    if (!signal.aborted) checkOutcome(outcome)
    yield outcome.counted ?? estimate(messages, outcome.text)
  }

  return { name, quotesOnly: false, contextTokens, answer }
}

interface Outcome {
  text: string
  finish?: string
  refusal?: string
  counted?: { inputTokens: number; outputTokens: number }
}

async function* join(head: readonly Chunk[], rest: AsyncGenerator<Chunk, void>): AsyncIterable<Chunk> {
  try {
    yield* head
    yield* rest
  } finally {
    // Who stops within the head has not begun with the rest, so nothing else would end the request.
    await rest.return()
  }
}

function note(outcome: Outcome, chunk: Chunk): void {
  const { choices, usage } = chunk
  const [choice] = choices ?? []
  outcome.text += wordsOf(chunk)
  if (choice?.finish_reason) outcome.finish = choice.finish_reason
  if (choice?.delta?.refusal) outcome.refusal = choice.delta.refusal
  // Some endpoints count in every chunk; the last is the sum.
  if (usage) outcome.counted = { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens }
}

function checkOutcome({ text, finish, refusal }: Outcome): void {
  if (finish === 'content_filter' || (refusal && !text)) {
    throw new ModelFailure('refused', 'the model refused to answer')
  }
  if (!text && !finish) throw new ModelFailure('misconfigured', 'the endpoint answered without a completion')
}

const estimate = (messages: readonly ModelMessage[], text: string) => ({
  inputTokens: messages.reduce((sum, { content }) => sum + estimateTokens(content), 0),
  outputTokens: estimateTokens(text),
})

/** Endpoints that know no `stream_options` name it in their refusal, each in its own shape. */
const refusesToCount = (error: unknown) =>
  error instanceof APIError &&
  (error.status === 400 || error.status === 422) &&
  `${error.message} ${JSON.stringify(error.error)}`.includes('stream_options')
