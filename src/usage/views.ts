import type { TeamMembership } from '../access'
import { isFree, leftOf, moneyWords, type Prices, type WorkspaceBudget } from '../billing'
import { type Button, bold, type Card, pager, type Row, ref, shorten, type Text, text, time } from '../chat'
import { inTeamLine } from '../teams'
import { GROUPINGS, type Grouping, type Line, type LinePage, type Period, type Total } from './usage'

export interface TeamBilling {
  own: TeamMembership
  budget: WorkspaceBudget
  prices: Prices
  now: Total
  /** Null: the workspace was not there yet. */
  before: (Period & Total) | null
  /** What the lines are of. */
  shown: { grouping: Grouping; isBefore: boolean; page: number }
  list: LinePage
}

/** What a team has used, and what its workspace has left; for its owner (F29). */
export function teamBillingCard(billing: TeamBilling): Card {
  const { own, budget, before, shown, list } = billing
  const sum = shown.isBefore && before ? before : billing.now
  return {
    title: `Billing of team ${own.teamName}`,
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
    rows: list.lines.map((line) => lineRow(line, shown.grouping, sum, budget.currency)),
    context: text`${inTeamLine(own.teamName)} · days begin at midnight UTC`,
    buttons: [...pages(billing), ...otherLists(billing)],
  }
}

function heading({ prices, shown, list }: TeamBilling, { answers }: Total): Text {
  const when = shown.isBefore ? 'The period before' : 'This period'
  const free = isFree(prices) ? ' Answers cost nothing here.' : ''
  if (answers === 0) return `${when}: nobody has asked a chatbot of the team.${free}`
  const more = list.total > list.lines.length ? ` (${list.total})` : ''
  return `${when} by ${shown.grouping}${more}.${free}`
}

/** The budget is the workspace's: everybody in it draws on it. */
function budgetFields(budget: WorkspaceBudget): Required<Card>['fields'] {
  const { workspaceName, planName, currency, budgetMicros, spentMicros, topUpMicros, endsAt } = budget
  const words = (micros: bigint) => moneyWords(micros, currency)
  return [
    {
      name: `Budget of workspace ${shorten(workspaceName)}`,
      value: `${words(budgetMicros)} a month (plan ${planName})`,
    },
    { name: 'Used of it by everybody', value: words(spentMicros) },
    { name: 'Left', value: words(leftOf(budget)) },
    { name: 'Left of top-ups', value: words(topUpMicros) },
    { name: 'Begins anew', value: [time(endsAt)] },
  ]
}

const sumWords = ({ answers, costMicros }: Total, { currency }: Pick<WorkspaceBudget, 'currency'>): Text =>
  text`${bold(moneyWords(costMicros, currency))} for ${answersWords(answers)}`

const answersWords = (answers: number) => (answers === 1 ? 'one answer' : `${answers} answers`)

function lineRow(line: Line, grouping: Grouping, sum: Total, currency: string): Row {
  const { answers, costMicros } = line
  const share = sum.costMicros > 0n ? ` · ${percentOf(costMicros, sum.costMicros)}` : ''
  return {
    text: text`${lineName(line, grouping)} — ${moneyWords(costMicros, currency)} · ${answersWords(answers)}${share}`,
  }
}

function lineName({ name, isDeleted }: Line, grouping: Grouping): Text {
  if (name === null) return 'A chatbot that is not shared with the team any more'
  if (grouping === 'day') return text`${bold(dayWords(Date.parse(name)))}`
  return text`${bold(shorten(name))}${isDeleted ? ' (deleted)' : ''}`
}

/** Rounded to whole percents. */
const percentOf = (part: bigint, whole: bigint) => {
  const percent = (part * 100n + whole / 2n) / whole
  return percent === 0n && part > 0n ? 'under 1 %' : `${percent} %`
}

const DAY = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const dayWords = (at: number) => DAY.format(at)

const BY: Record<Grouping, string> = { chatbot: 'By chatbot', person: 'By person', day: 'By day' }

function otherLists({ own, before, shown }: TeamBilling): Button[] {
  const { grouping, isBefore } = shown
  const others = GROUPINGS.filter((other) => other !== grouping).map((other) => ({
    label: BY[other],
    press: listRef(own, other, isBefore, 0),
  }))
  const label = isBefore ? 'This period' : 'The period before'
  return before ? [...others, { label, press: listRef(own, grouping, !isBefore, 0) }] : others
}

const pages = ({ own, shown, list }: TeamBilling): Button[] =>
  pager(shown.page, list.total, (page) => listRef(own, shown.grouping, shown.isBefore, page))

const listRef = ({ teamId }: TeamMembership, grouping: Grouping, isBefore: boolean, page: number) =>
  ref('usage.team', teamId, grouping, isBefore ? 'before' : 'now', String(page))
