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
export const moreRow = ({ scope, shown }: Billing): Row => ({
  text: 'Files and invoices',
  menu: {
    label: 'More',
    options: [
      { label: 'Download CSV', press: ref(`usage.${scope.kind}Files`, scope.id, when(shown.isBefore)) },
      ...(scope.kind === 'workspace' ? [{ label: 'Invoices', press: ref('invoices.list', scope.id) }] : []),
    ],
  },
})
