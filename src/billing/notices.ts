import { bold, type Card, ref, shorten, type Text, text, time } from '../chat'
import { statement } from '../db'
import type { NoticeKind } from '../notices'
import { type BudgetLevel, isAtLeast, isEmpty, leftOf, levelOf } from './budget'
import { moneyWords } from './money-words'
import { type BudgetOptions, readBudget, type WorkspaceBudget } from './workspace-budget'

/** What admins and payers are told of a budget; nothing any more when it has been topped up or begun anew meanwhile. */
export function budgetNotices(options: BudgetOptions): readonly NoticeKind[] {
  return [
    {
      name: 'budget.level',
      topic: 'money',
      async draw({ subjectId, data }, { now }) {
        const { level, currency, beganAt } = data as { level: BudgetLevel; currency: string; beganAt: number }
        const budget = await readBudget(options, { workspaceId: subjectId, currency }, now)
        if (budget.beganAt !== beganAt || !isAtLeast(levelOf(budget), level)) return null
        return { card: levelCard(budget) }
      },
    },
    {
      name: 'budget.teamUsed',
      topic: 'money',
      async draw({ subjectId: teamId, data }, { now }) {
        const [team] = await readTeam(options.db, [teamId])
        if (!team) return null
        const currency = String(data.currency)
        const budget = await readBudget(options, { workspaceId: team.workspaceId, teamId, currency }, now)
        return budget.teamTopUpMicros > 0n ? null : { card: teamUsedCard(team.name, budget) }
      },
    },
  ]
}

const readTeam = statement<{ name: string; workspaceId: string }>(
  'budget.team',
  'SELECT name, workspace_id AS "workspaceId" FROM team WHERE id = $1 AND deleted_at IS NULL',
)

function teamUsedCard(team: string, budget: WorkspaceBudget): Card {
  const { workspaceName, endsAt } = budget
  const then = isEmpty(budget)
    ? text`Nothing is left for answers: they go on from ${time(endsAt)}, or as soon as there is a top-up. Nothing gets lost.`
    : text`Answers go on: the workspace still has budget or top-ups of its own.`
  return {
    tone: 'warning',
    title: `The top-ups of team ${shorten(team)} are used up`,
    text: then,
    context: text`In workspace ${bold(workspaceName)}`,
    buttons: [{ label: 'Top up', press: ref('payments.topUp', 'team', budget.teamId ?? '') }],
  }
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

const THEN = text`Then its chatbots say so instead of answering, until the budget begins anew or there is a top-up. Teams with top-ups of their own go on until those are used. Nothing gets lost.`

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
    text`Its monthly budget is used up. They answer again from ${time(endsAt)}, or as soon as there is a top-up. Teams with top-ups of their own go on until those are used. Nothing gets lost.`,
  ],
}
