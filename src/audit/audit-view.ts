import {
  bold,
  type Card,
  lastPage,
  type PressRef,
  pager,
  type Row,
  shorten,
  type Text,
  text,
  time,
} from '../chat'
import type { AuditPage } from './list-audit'
import { describeDeed } from './words'

const PLATFORMS: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord', web: 'the web' }

/** Who did what to whom, when, from where. `turn` makes the button to another page, counted from 0. */
export function auditView(
  { entries, page, total }: AuditPage,
  scope: { title: string; context: Text },
  turn: (page: number) => PressRef,
): Card {
  const last = lastPage(total)
  const buttons = pager(page, total, turn)
  return {
    title: scope.title,
    ...(entries.length === 0 ? { text: 'Nothing is recorded here.' } : { rows: entries.map(entryRow) }),
    context:
      last > 0 ? text`${scope.context} · page ${String(page + 1)} of ${String(last + 1)}` : scope.context,
    ...(buttons.length > 0 && { buttons }),
  }
}

function entryRow(entry: AuditPage['entries'][number]): Row {
  const actor = bold(shorten(entry.actorName ?? 'Rolecall'))
  const from = entry.platform ? ` · from ${PLATFORMS[entry.platform] ?? entry.platform}` : ''
  return { text: text`${actor} ${describeDeed(entry)}${from} · ${time(entry.at)}` }
}
