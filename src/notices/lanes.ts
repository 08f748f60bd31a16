import type { OutboxRow } from './outbox'

/**
 * Rows that must not overtake each other, in order: what one person is told, the redraws of one subject. Lanes go
 * side by side.
 */
export function inLanes(rows: readonly OutboxRow[]): OutboxRow[][] {
  const lanes = new Map<string, OutboxRow[]>()
  for (const row of rows) {
    const key = laneOf(row)
    const lane = lanes.get(key)
    if (lane) lane.push(row)
    else lanes.set(key, [row])
  }
  return [...lanes.values()]
}

const laneOf = (row: OutboxRow) =>
  row.kind === 'refresh' ? `refresh ${row.name} ${row.subjectId}` : `person ${row.personId ?? row.id}`
