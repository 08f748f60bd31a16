import type { Embedder, LanguageModel } from '../../src/chat'
import type { EmbedderOptions } from './embedder'
import { createOfflineModel } from './offline'
import type { OpenAiModelOptions } from './openai'

/** The model behind the endpoint; for null the one that quotes. */
export function createModel(options: OpenAiModelOptions | null): LanguageModel {
  if (!options) return createOfflineModel()
  // The client takes a third of a second to load, which who quotes need not wait for.
  const { createOpenAiModel }: typeof import('./openai') = require('./openai')
  return createOpenAiModel(options)
}

export function createEmbedder(options: EmbedderOptions | null): Embedder | null {
  if (!options) return null
  const { createEmbedder }: typeof import('./embedder') = require('./embedder')
  return createEmbedder(options)
}
