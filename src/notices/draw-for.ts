import type { Reader } from '../chat'
import type { DrawnNotice, NoticeKind, Owed } from './notice-kind'

/** The one way to a notice's words, for delivery and inbox alike. Null: there is nothing to tell this person now. */
export async function drawFor(kind: NoticeKind, owed: Owed, reader: Reader): Promise<DrawnNotice | null> {
  const { personId } = owed
  if (kind.mayRead && (personId === null || !(await kind.mayRead(owed, personId)))) return null
  return kind.draw(owed, reader)
}
