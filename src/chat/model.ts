import type { SpokenMessage } from './contents'

/** What a language model is asked: everything it may use is in here, and nothing else. */
export interface Prompt {
  /** The chatbot's name and its owner's instructions. */
  chatbot: string
  instructions: string
  /** What was found for the question, best first; `number` is how the answer names it: `[1]`. */
  passages: readonly Passage[]
  /** The conversation so far, oldest first. */
  history: readonly { question: string; answer: string }[]
  /** What other people said in the thread, oldest first. */
  overheard: readonly SpokenMessage[]
  question: string
  /** The answer must rest on the passages alone. */
  sourcesOnly: boolean
  /** BCP 47 tag of the asker. */
  locale: string
}

export interface Passage {
  number: number
  document: string
  /** Where in it, in words: "page 3", "sheet Prices, row 12", "Opening hours". */
  place: string
  text: string
}

/** Text as it comes, in Markdown; at the end what it took. */
export type ModelPart = { text: string } | { inputTokens: number; outputTokens: number }

export interface LanguageModel {
  /** As kept with every answer, e.g. `gpt-4o-mini` or `offline`. */
  readonly name: string
  /** It only quotes: people are told. */
  readonly quotesOnly: boolean
  /** How much it takes in, in tokens; prompts are built to fit. */
  readonly contextTokens: number
  /** @throws ModelFailure; an abort of `signal` ends it with what came so far */
  answer(prompt: Prompt, signal: AbortSignal): AsyncIterable<ModelPart>
}

/** The model gave no answer, or broke off; `why` decides what people are told. */
export class ModelFailure extends Error {
  constructor(
    readonly why: 'busy' | 'unreachable' | 'refused' | 'misconfigured',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'ModelFailure'
  }
}

export interface Embedder {
  /** Vectors of different names cannot be compared. */
  readonly name: string
  /** Null until the first vectors have come, unless configured. */
  readonly dimensions: number | null
  /** One vector of unit length for each text. @throws ModelFailure */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly (readonly number[])[]>
}
