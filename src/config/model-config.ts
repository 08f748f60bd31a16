import type { ModelPrices } from './model-variables'
import type { Values } from './rules'

/** The language model that words answers. */
export interface ModelConfig {
  url: string
  apiKey: string | null
  name: string
  contextTokens: number
  /** Null: answers cost nothing. */
  prices: ModelPrices | null
}

/** The model that finds passages by their meaning. */
export interface EmbeddingConfig {
  url: string
  apiKey: string | null
  name: string
  /** Null: as many as the model gives. */
  dimensions: number | null
}

const CONTEXT_TOKENS = 16_000

export function modelOf(values: Values): ModelConfig | null {
  if (!values.MODEL_URL || !values.MODEL_NAME) return null
  return {
    url: values.MODEL_URL,
    apiKey: values.MODEL_API_KEY ?? null,
    name: values.MODEL_NAME,
    contextTokens: values.MODEL_CONTEXT_TOKENS ?? CONTEXT_TOKENS,
    prices: values.MODEL_PRICES ?? null,
  }
}

/** A key goes to the endpoint it belongs to and to no other. */
export function embeddingOf(values: Values): EmbeddingConfig | null {
  const url = values.EMBEDDING_URL ?? values.MODEL_URL
  if (!url || !values.EMBEDDING_MODEL) return null
  const apiKey = values.EMBEDDING_URL ? values.EMBEDDING_API_KEY : values.MODEL_API_KEY
  return {
    url,
    apiKey: apiKey ?? null,
    name: values.EMBEDDING_MODEL,
    dimensions: values.EMBEDDING_DIMENSIONS ?? null,
  }
}
