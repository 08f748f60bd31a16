import type { Reader } from '../chat'
import type { FeatureParts } from '../feature'
import { aboutMessage } from './about-message'
import { answerCards } from './answer-cards'
import type { AnsweringOptions } from './answering'
import { askForm } from './ask-form'
import { conversationCommands } from './commands'
import { conversing } from './messages'
import { conversationPresses } from './presses'
import { readTurn } from './repository'
import { conversationSweeps } from './sweeps'

/**
 * Conversations with chatbots: what is asked, what is answered, and what people think of it.
 * Reading order: `conversation` (what it is) → `rules` (who may be told what, pure) → `commands`, `messages`,
 * `ask-form`, `about-message`, `presses` (what can be asked) → `answer-cards`, `prose`, `pieces` (what is shown) → `ask`, `begin`,
 * `answering`, `end` (one question from its arrival to its price) → `feedback`, `history`, `delete-conversation` →
 * `sweeps` → `repository`.
 */
export function conversations(options: AnsweringOptions): FeatureParts {
  const { db, model, clock } = options
  const presses = conversationPresses(options)
  const form = askForm(options)
  const about = aboutMessage(options)
  return {
    chat: {
      commands: conversationCommands(options),
      presses: [...(presses.presses ?? []), ...(form.presses ?? [])],
      submits: [...(presses.submits ?? []), ...(form.submits ?? []), ...(about.submits ?? [])],
      searches: about.searches ?? [],
      menus: about.menus ?? [],
      conversing: conversing(options),
    },
    cards: [
      {
        type: 'answer',
        async draw(id: string, view: string, _reader: Reader) {
          const turn = await readTurn(db, id)
          if (!turn) return { title: 'This conversation was deleted' }
          // One that still grows is drawn by who writes it.
          if (turn.status === 'answering') return null
          return answerCards(turn, { quotesOnly: model.quotesOnly })[Number(view)] ?? null
        },
      },
    ],
    sweeps: conversationSweeps(db, clock),
  }
}
