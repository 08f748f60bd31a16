import type { Prompt } from '../../../src/chat'

/** A prompt with everything that a test does not care about. */
export const promptOf = (given: Partial<Prompt>): Prompt => ({
  chatbot: 'Handbook',
  instructions: '',
  passages: [],
  history: [],
  overheard: [],
  question: 'Is it so?',
  sourcesOnly: false,
  locale: 'en',
  ...given,
})

export const passage = (number: number, text: string, document = 'handbook.pdf', place = 'page 1') => ({
  number,
  document,
  place,
  text,
})
