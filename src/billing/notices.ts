import { bold, type Card, shorten, type Text, text, time } from '../chat'
import type { NoticeKind } from '../notices'
import { type BudgetLevel, isAtLeast, leftOf, levelOf } from './budget'
import { moneyWords } from './money-words'
import { type BudgetOptions, readBudget, type WorkspaceBudget } from './workspace-budget'

/** What admins and payers are told of a budget; nothing any more when it has been topped up or begun anew meanwhile. */
export function budgetNotices(options: BudgetOptions): readonly NoticeKind[] {
  return [
    {
      name: 'budget.level',
      async draw({ subjectId, data }, { now }) {
        const { level, currency, beganAt } = data as { level: BudgetLevel; currency: string; beganAt: number }
        const budget = await readBudget(options, { workspaceId: subjectId, currency }, now)
        if (budget.beganAt !== beganAt || !isAtLeast(levelOf(budget), level)) return null
        return { card: levelCard(budget) }
      },
    },
  ]
}

function levelCard(budget: WorkspaceBudget): Card {
  const { workspaceName, currency, budgetMicros, spentMicros, endsAt } = budget
  const [title, words] = WORDS[levelOf(budget)](budget)
  return {
    tone: 'warning',
    title,
    text: words,
    fields: [
      {
        name: 'Used of the monthly budget',
        value: `${moneyWords(spentMicros, currency)} of ${moneyWords(budgetMicros, currency)}`,
      },
      { name: 'Begins anew', value: [time(endsAt)] },
    ],
    context: text`In workspace ${bold(workspaceName)}`,
  }
}

const THEN = text`Then its chatbots say so instead of answering, until the budget begins anew or whoever runs Rolecall enters a top-up. Nothing gets lost.`

const WORDS: Record<BudgetLevel, (budget: WorkspaceBudget) => readonly [title: string, words: Text]> = {
  enough: ({ workspaceName }) => [`There is budget enough in workspace ${shorten(workspaceName)}`, ''],
  nearly: (budget) => {
    const { workspaceName, topUpMicros, currency } = budget
    const left = moneyWords(leftOf(budget) + topUpMicros, currency)
    return [
      `Most of the monthly budget of workspace ${shorten(workspaceName)} is used`,
      text`${bold(left)} are left for answers${topUpMicros > 0n ? ', with what is left of top-ups' : ''}. ${THEN}`,
    ]
  },
  used: ({ workspaceName, topUpMicros, currency }) => [
    `The monthly budget of workspace ${shorten(workspaceName)} is used up`,
    text`Answers are paid by top-ups now; ${bold(moneyWords(topUpMicros, currency))} of them are left. ${THEN}`,
  ],
  empty: ({ workspaceName, endsAt }) => [
    `Chatbots of workspace ${shorten(workspaceName)} do not answer any more`,
    text`Its monthly budget is used up. They answer again from ${time(endsAt)}, or as soon as whoever runs Rolecall enters a top-up. Nothing gets lost.`,
  ],
}
