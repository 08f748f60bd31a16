import { answers, type BenchQuestion, QUESTIONS } from './questions'

export interface Score {
  questions: number
  /** Shares of the questions whose first passage, or one of the first three, holds the answer. */
  hit1: number
  hit3: number
  /** Mean of 1 / the place of the first passage with the answer, 0 where none of the first ten has it. */
  mrr: number
}

/** What a search found for one question: the place of the first right passage, counted from 1, or null. */
export interface Outcome {
  question: BenchQuestion
  place: number | null
}

export async function askAll(
  search: (question: string) => Promise<readonly { text: string }[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const question of QUESTIONS) {
    const found = await search(question.question)
    const index = found.findIndex(({ text }) => answers(question, text))
    outcomes.push({ question, place: index < 0 ? null : index + 1 })
  }
  return outcomes
}

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const share = (most: number) => mean(outcomes.map(({ place }) => (place !== null && place <= most ? 1 : 0)))
  return {
    questions: outcomes.length,
    hit1: share(1),
    hit3: share(3),
    mrr: mean(outcomes.map(({ place }) => (place === null ? 0 : 1 / place))),
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
