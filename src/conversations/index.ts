import type { Reader } from '../chat'
import type { FeatureParts } from '../feature'
import { aboutMessage } from './about-message'
import { answerCards, deletedCard } from './answer-cards'
import { answerPresses } from './answer-presses'
import type { AnsweringOptions } from './answering'
import { askForm } from './ask-form'
import { conversationCommands } from './commands'
import { historyPresses } from './history-presses'
import { conversing } from './messages'
import { readTurn } from './repository'
import { conversationSweeps } from './sweeps'

/**
 * Conversations with chatbots: what is asked, what is answered, and what people think of it.
 * Reading order: `conversation` (what it is) → `rules` (who may be told what, pure) → `commands`, `messages`,
 * `ask-form`, `about-message`, `answer-presses`, `history-presses` (what can be asked; `usual-chatbot`, `spot` below them) →
 * `answer-cards`, `small-print`, `question-line`, `prose`, `pieces` (what is shown) → `ask`, `begin`, `answering`, `write`,
 * `prompt`, `watch`, `end` (one question from its arrival to its price) → `stop-answer`, `feedback`, `history`,
 * `delete-conversation` (what people do with answers) → `sweeps` → `repository`.
 */
export function conversations(options: AnsweringOptions): FeatureParts {
  const { db, model, clock } = options
  const answers = answerPresses(options)
  const form = askForm(options)
  const about = aboutMessage(options)
  return {
    chat: {
      commands: conversationCommands(options),
      presses: [...answers.presses, ...form.presses, ...historyPresses(db).presses],
      submits: [...answers.submits, ...form.submits, ...about.submits],
      searches: about.searches,
      menus: about.menus,
      conversing: conversing(options),
    },
    cards: [
      {
        type: 'answer',
        async draw(id: string, view: string, _reader: Reader) {
          const turn = await readTurn(db, id)
          if (!turn) return deletedCard
          // One that still grows is drawn by who writes it.
          if (turn.status === 'answering') return null
          return answerCards(turn, { quotesOnly: model.quotesOnly })[Number(view)] ?? null
        },
      },
    ],
    sweeps: conversationSweeps(db, clock),
  }
}

export { answerPieces } from './answer-cards'
export { SOURCES_SHOWN, type Source } from './conversation'
export { removeConversation } from './delete-conversation'
export { questionLine } from './question-line'
