import type { Reader } from '../chat'
import { sideBySide } from '../side-by-side'
import { drawFor } from './draw-for'
import type { DrawnNotice, NoticeKind, Owed } from './notice-kind'

/** Each of them costs a question to the database or a few. */
const AT_ONCE = 4

export interface Drawing<Row> {
  row: Row
  /** Null: there is nothing to tell any more. */
  drawn: DrawnNotice | null
}

/** Draws each notice; those that fail do not keep the others. In the order of `rows`. */
export async function drawMany<Row extends Owed & { name: string }>(
  rows: readonly Row[],
  kinds: ReadonlyMap<string, NoticeKind>,
  reader: Reader,
): Promise<{ drawings: readonly Drawing<Row>[]; failures: readonly { row: Row; error: unknown }[] }> {
  const drawings = new Map<Row, Drawing<Row>>()
  const failures: { row: Row; error: unknown }[] = []
  await sideBySide(rows, AT_ONCE, async (row) => {
    try {
      drawings.set(row, { row, drawn: await drawFor(declaredKind(kinds, row.name), row, reader) })
    } catch (error) {
      failures.push({ row, error })
    }
  })
  return { drawings: rows.flatMap((row) => drawings.get(row) ?? []), failures }
}

/** @throws where no feature declares it */
export function declaredKind<Kind>(kinds: ReadonlyMap<string, Kind>, name: string): Kind {
  const kind = kinds.get(name)
  if (!kind) throw new Error(`no feature declares "${name}"`)
  return kind
}
