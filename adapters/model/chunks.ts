import type { OpenAI } from 'openai'
import { ModelFailure } from '../../src/chat'

export type Chunk = OpenAI.ChatCompletionChunk
export type ChatRequest = OpenAI.ChatCompletionCreateParamsStreaming

export interface Patience {
  /** From the request, and from each sign of life, to the first word. */
  firstWordTimeoutMs: number
  /** Between words. */
  idleTimeoutMs: number
}

/**
 * The chunks of a completion as they come. Ends without a word when `signal` is aborted.
 * @throws ModelFailure when the endpoint is silent for too long; the client's errors
 */
export async function* chunksOf(
  client: OpenAI,
  request: ChatRequest,
  signal: AbortSignal,
  { firstWordTimeoutMs, idleTimeoutMs }: Patience,
): AsyncGenerator<Chunk, void> {
  const silence = new AbortController()
  const either = AbortSignal.any([signal, silence.signal])
  const begin = (ms: number) => setTimeout(() => silence.abort(), ms)
  let worded = false
  let timer = begin(firstWordTimeoutMs)
  try {
    const stream = await client.chat.completions.create(request, { signal: either })
    for await (const chunk of stream) {
      clearTimeout(timer)
      worded ||= wordsOf(chunk) !== ''
      yield chunk
      timer = begin(worded ? idleTimeoutMs : firstWordTimeoutMs)
    }
  } catch (error) {
    if (!either.aborted) throw error
  } finally {
    clearTimeout(timer)
  }
  if (silence.signal.aborted && !signal.aborted) {
    throw new ModelFailure(
      'unreachable',
      `the endpoint was silent for too long ${worded ? 'within' : 'before'} its answer`,
    )
  }
}

export const wordsOf = ({ choices }: Chunk): string => choices?.[0]?.delta?.content ?? ''
