import { type Embedder, ModelFailure } from '../../src/chat'
import { type Endpoint, openClient, retry } from './client'

export interface EmbedderOptions extends Endpoint {
  name: string
  /** Null: as many as the model gives. */
  dimensions: number | null
  timeoutMs?: number
  backOffMs?: number
}

/** The most that some endpoints take in one request. */
const BATCH = 64

/** Vectors from any endpoint that speaks OpenAI's embeddings. */
export function createEmbedder(options: EmbedderOptions): Embedder {
  const { name: model, timeoutMs = 60_000, backOffMs = 500 } = options
  const client = openClient(options)
  let dimensions = options.dimensions

  async function embedBatch(input: string[], signal: AbortSignal): Promise<number[][]> {
    const request = {
      model,
      input,
      // Not every endpoint knows the shorter base64, which the client would ask for.
      encoding_format: 'float' as const,
      ...(options.dimensions && { dimensions: options.dimensions }),
    }
    const { data } = await retry(() => client.embeddings.create(request, { signal, timeout: timeoutMs }), {
      signal,
      backOffMs,
    })
    const vectors = (data ?? []).toSorted((a, b) => a.index - b.index).map(({ embedding }) => unit(embedding))
    dimensions ??= vectors[0]?.length ?? null
    if (vectors.length !== input.length || vectors.some((vector) => vector.length !== dimensions)) {
      throw new ModelFailure(
        'misconfigured',
        `the endpoint did not give ${dimensions} dimensions for every text`,
      )
    }
    return vectors
  }

  return {
    name: options.dimensions ? `${model}@${options.dimensions}` : model,
    get dimensions() {
      return dimensions
    },
    async embed(texts, signal = new AbortController().signal) {
      const vectors: number[][] = []
      for (let from = 0; from < texts.length; from += BATCH) {
        vectors.push(...(await embedBatch(texts.slice(from, from + BATCH), signal)))
      }
      return vectors
    },
  }
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector)
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
    throw new ModelFailure('misconfigured', 'the endpoint gave a vector without a direction')
  }
  return vector.map((value) => value / length)
}
