import { setTimeout as delay } from 'node:timers/promises'
import type { LanguageModel, Prompt } from '../../src/chat'
import { chooseQuotations } from './quoting/choose'
import { phrasesFor } from './quoting/phrases'
import { readQuestion } from './quoting/question'
import { quote } from './quoting/quote'
import { scoreUnits } from './quoting/score'

/** Any prompt fits. */
const CONTEXT_TOKENS = 1_000_000
const PART_CHARACTERS = 24
const PAUSE_MS = 25

/**
 * Answers by quoting the passages, without a network. It has no words but these few of its own, so it can say nothing
 * that is in no document, and nothing that stands in one can tell it what to do.
 */
export function createOfflineModel({ pauseMs = PAUSE_MS } = {}): LanguageModel {
  return {
    name: 'offline',
    quotesOnly: true,
    contextTokens: CONTEXT_TOKENS,
    async *answer(prompt, signal) {
      for (const text of inParts(answerTo(prompt))) {
        if (signal.aborted) return
        yield { text }
        await delay(pauseMs, undefined, { signal }).catch(() => {})
      }
      yield { inputTokens: 0, outputTokens: 0 }
    },
  }
}

function answerTo(prompt: Prompt): string {
  const { quoting, nothing } = phrasesFor(prompt)
  const quotations = chooseQuotations(scoreUnits(prompt.passages, readQuestion(prompt)))
  return quotations.length > 0 ? [quoting, ...quotations.map(quote)].join('\n\n') : nothing
}

/** Small enough that people see the answer grow; words stay whole where there are blanks. */
const inParts = (text: string): string[] =>
  text.match(new RegExp(`[^]{1,${PART_CHARACTERS}}(?:(?<=\\s)|(?!\\S)|$)|[^]{1,${PART_CHARACTERS}}`, 'gu')) ??
  []
