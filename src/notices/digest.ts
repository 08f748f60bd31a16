import type { Reader } from '../chat'
import { digestNotice } from './digest-view'
import { type Drawing, drawMany } from './draw-many'
import type { DrawnNotice, NoticeKind } from './notice-kind'
import type { OutboxRow } from './outbox'
import { DONE, type Outcome } from './outcome'
import type { Ended, Parcel } from './parcel'
import type { Reach } from './reach'
import type { Step } from './route'
import type { Tell } from './tell'

export interface Digest {
  /** Of one person and account, all of one digest. */
  rows: readonly OutboxRow[]
  kinds: ReadonlyMap<string, NoticeKind>
  reach: Reach
  steps: readonly Step[]
}

/** Many notices as one message. It ends all of them together; what cannot be drawn fails alone. */
export function packDigest(tell: Tell, { rows, kinds, reach, steps }: Digest): Parcel {
  const [first] = rows
  const { digestId = null, personId = null } = first ?? {}
  if (digestId === null || personId === null) throw new Error('a digest has a name and a reader')
  let last: Awaited<ReturnType<typeof drawMany<OutboxRow>>> = { drawings: [], failures: [] }

  async function draw(reader: Reader): Promise<DrawnNotice | null> {
    last = await drawMany(rows, kinds, reader)
    const notes = last.drawings.flatMap(({ row, drawn }) =>
      drawn ? [{ id: row.id, at: row.at, drawn }] : [],
    )
    return notes.length > 0 && digestId !== null ? digestNotice(digestId, notes) : null
  }

  return {
    rows,
    async send() {
      const outcome = await tell.tellPerson(reach, steps, { key: digestId, personId, draw })
      return [
        ...endedAs(outcome, last.drawings),
        ...last.failures.map(({ row, error }): Ended => ({ rows: [row], error })),
      ]
    },
  }
}

/** Whoever acted learns what exactly has not been read. */
function endedAs(outcome: Outcome, drawings: readonly Drawing<OutboxRow>[]): readonly Ended[] {
  if (outcome.status !== 'undeliverable') return [{ rows: drawings.map(({ row }) => row), outcome }]
  return drawings.map(({ row, drawn }) => ({
    rows: [row],
    outcome: drawn ? { ...outcome, about: drawn.card.title } : DONE,
  }))
}
