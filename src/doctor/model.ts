import type { Prompt } from '../chat'
import { StartError } from '../start-error'
import type { Check } from './check'
import { type EndpointVariables, explainFailure } from './model-failure'

/** Some endpoints load a model only when it is asked. */
const PATIENCE_MS = 60_000

const PROMPT: Prompt = {
  chatbot: 'Rolecall',
  instructions: 'Answer with one word.',
  passages: [],
  history: [],
  overheard: [],
  question: 'Are you there?',
  sourcesOnly: false,
  locale: 'en',
}

const MODEL: EndpointVariables = { url: 'MODEL_URL', key: 'MODEL_API_KEY', name: 'MODEL_NAME' }

/** Asks as chatbots ask, and hangs up at the first word. */
export const checkModel: Check = async ({ model }, { createModel }) => {
  if (!model) return 'not set: chatbots quote their documents instead of wording answers'
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    for await (const part of createModel(model).answer(PROMPT, signal)) {
      if ('text' in part) return `${model.name} answers`
    }
  } catch (error) {
    throw explainFailure(error, MODEL)
  }
  throw new StartError(
    signal.aborted
      ? `${model.name} has said no word in ${PATIENCE_MS / 1000} seconds: is the machine behind MODEL_URL strong enough for it?`
      : `${model.name} answers without a word: is MODEL_NAME a model for chat?`,
  )
}

export const checkEmbedding: Check = async ({ embedding, model }, { createEmbedder }) => {
  if (!embedding) return 'not set: documents are found by their words'
  const embedder = createEmbedder(embedding)
  const shared = embedding.url === model?.url && embedding.apiKey === model.apiKey
  try {
    await embedder.embed(['Are you there?'], AbortSignal.timeout(PATIENCE_MS))
  } catch (error) {
    throw explainFailure(error, {
      url: shared ? 'MODEL_URL' : 'EMBEDDING_URL',
      key: shared ? 'MODEL_API_KEY' : 'EMBEDDING_API_KEY',
      name: 'EMBEDDING_MODEL',
      ...(embedding.dimensions && { dimensions: 'EMBEDDING_DIMENSIONS' }),
    })
  }
  return `${embedding.name} gives vectors of ${embedder.dimensions} dimensions`
}
