import { type Button, pager, type Row, ref } from '../chat'
import { type Billing, LINES_SHOWN } from './billing'
import { GROUPINGS, type Grouping, type Scope } from './usage'

const BY: Record<Grouping, string> = { chatbot: 'By chatbot', person: 'By person', day: 'By day' }

/** Other lists of the same, and the other period. */
export function switches({ scope, before, shown }: Billing): Button[] {
  const { grouping, isBefore } = shown
  const others = GROUPINGS.filter((other) => other !== grouping).map((other) => ({
    label: BY[other],
    press: listRef(scope, other, isBefore, 0),
  }))
  const label = isBefore ? 'This period' : 'The period before'
  return before ? [...others, { label, press: listRef(scope, grouping, !isBefore, 0) }] : others
}

export const pages = ({ scope, shown, list }: Billing): Button[] =>
  pager(shown.page, list.total, (page) => listRef(scope, shown.grouping, shown.isBefore, page), LINES_SHOWN)

const listRef = ({ kind, id }: Scope, grouping: Grouping, isBefore: boolean, page: number) =>
  ref(`usage.${kind}`, id, grouping, when(isBefore), String(page))

const when = (isBefore: boolean) => (isBefore ? 'before' : 'now')

/** Everything that is not a list. */
export function moreRow({ scope, shown }: Billing): Row {
  const { kind, id } = scope
  const files = { label: 'Download CSV', press: ref(`usage.${kind}Files`, id, when(shown.isBefore)) }
  const topUp = { label: 'Top up…', press: ref('payments.topUp', kind, id) }
  const ofWorkspace = [
    { label: 'Invoices', press: ref('invoices.list', id) },
    topUp,
    { label: 'Change plan…', press: ref('payments.plan', id) },
    { label: 'Payment method…', press: ref('payments.portal', id) },
  ]
  return {
    text: kind === 'team' ? 'Files and top-ups' : 'Files, invoices and payments',
    menu: { label: 'More', options: [files, ...(kind === 'team' ? [topUp] : ofWorkspace)] },
  }
}
