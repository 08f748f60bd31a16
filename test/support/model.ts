import type { LanguageModel, ModelPart, Prompt } from '../../src/chat'

export type Script = (prompt: Prompt, signal: AbortSignal) => AsyncIterable<ModelPart> | Iterable<ModelPart>

export interface TestModel extends LanguageModel {
  /** Everything it was asked, oldest first. */
  readonly prompts: readonly Prompt[]
  /** From now on it answers so. */
  says(script: Script | string): void
}

/** A language model that writes down what it is told and says what the test says. */
export function createTestModel(): TestModel {
  const prompts: Prompt[] = []
  let script: Script = () => [{ text: 'Nothing was scripted.' }]
  return {
    name: 'test',
    quotesOnly: false,
    contextTokens: 8_000,
    prompts,
    says(next) {
      script =
        typeof next === 'string' ? () => [{ text: next }, { inputTokens: 100, outputTokens: 20 }] : next
    },
    async *answer(prompt, signal) {
      prompts.push(prompt)
      yield* script(prompt, signal)
    },
  }
}
