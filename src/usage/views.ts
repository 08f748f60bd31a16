import { isFree, leftOf, moneyWords, type WorkspaceBudget } from '../billing'
import { bold, type Card, type Row, shorten, type Text, text, time } from '../chat'
import { dayWords } from '../day-words'
import { inWorkspaceLine } from '../scopes'
import { inTeamLine } from '../teams'
import type { Billing } from './billing'
import { moreRow, pages, switches } from './buttons'
import type { Line, Scope, Total } from './usage'
import { answersWords, nameWords } from './words'

/** What a team or a workspace has used, and what is left, for whoever sees to its money (F29, F136). */
export function billingCard(billing: Billing): Card {
  const { scope, budget, before, shown, list } = billing
  const sum = shown.isBefore && before ? before : billing.now
  return {
    title: `Billing of ${scope.kind} ${shorten(scope.name, 80)}`,
    text: heading(billing, sum),
    fields: [
      {
        name: 'This period',
        value: text`${sumWords(billing.now, budget)}, since ${dayWords(budget.beganAt)}`,
      },
      ...(before
        ? [
            {
              name: 'The period before',
              value: text`${sumWords(before, budget)}, since ${dayWords(before.from)}`,
            },
          ]
        : []),
      ...budgetFields(budget),
    ],
    rows: [...list.lines.map((line) => lineRow(billing, line, sum)), moreRow(billing)],
    context: text`${scopeLine(scope)} · days begin at midnight UTC`,
    buttons: [...pages(billing), ...switches(billing)],
  }
}

export const scopeLine = ({ kind, name }: Scope): Text =>
  kind === 'team' ? inTeamLine(name) : inWorkspaceLine(name)

function heading({ scope, prices, shown, list }: Billing, { answers }: Total): Text {
  const when = shown.isBefore ? 'The period before' : 'This period'
  const free = isFree(prices) ? ' Answers cost nothing here.' : ''
  if (answers === 0) return `${when}: nobody has asked a chatbot of the ${scope.kind}.${free}`
  const more = list.total > list.lines.length ? ` (${list.total})` : ''
  return `${when} by ${shown.grouping}${more}.${free}`
}

/** The budget is the workspace's: everybody in it draws on it. */
function budgetFields(budget: WorkspaceBudget): Required<Card>['fields'] {
  const { workspaceName, planName, currency, budgetMicros, spentMicros, endsAt } = budget
  const { teamId, teamTopUpMicros, topUpMicros } = budget
  const words = (micros: bigint) => moneyWords(micros, currency)
  return [
    {
      name: `Budget of workspace ${shorten(workspaceName)}`,
      value: `${words(budgetMicros)} a month (plan ${planName})`,
    },
    { name: 'Used of it by everybody', value: words(spentMicros) },
    { name: 'Left', value: words(leftOf(budget)) },
    ...(teamId === null ? [] : [{ name: 'Left of top-ups of the team', value: words(teamTopUpMicros) }]),
    { name: 'Left of top-ups', value: words(topUpMicros) },
    { name: 'Begins anew', value: [time(endsAt)] },
  ]
}

const sumWords = ({ answers, costMicros }: Total, { currency }: Pick<WorkspaceBudget, 'currency'>): Text =>
  text`${bold(moneyWords(costMicros, currency))} for ${answersWords(answers)}`

function lineRow({ scope, shown, budget }: Billing, line: Line, sum: Total): Row {
  const { answers, costMicros } = line
  const name = shown.grouping === 'day' ? dayWords(Date.parse(line.name ?? '')) : nameOf(line, scope)
  const share = sum.costMicros > 0n ? ` · ${percentOf(costMicros, sum.costMicros)}` : ''
  return {
    text: text`${bold(name)} — ${moneyWords(costMicros, budget.currency)} · ${answersWords(answers)}${share}`,
  }
}

const nameOf = ({ name, ownerName, isDeleted }: Line, scope: Scope) =>
  nameWords({ name: name && shorten(name), ownerName: ownerName && shorten(ownerName), isDeleted }, scope)

/** Rounded to whole percents. */
const percentOf = (part: bigint, whole: bigint) => {
  const percent = (part * 100n + whole / 2n) / whole
  return percent === 0n && part > 0n ? 'under 1 %' : `${percent} %`
}
