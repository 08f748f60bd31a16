import { createHash } from 'node:crypto'
import type { Reader } from '../chat'
import { digestNotice } from './digest-view'
import { type Drawing, declaredKind, drawMany } from './draw-many'
import type { DrawnNotice, NoticeKind } from './notice-kind'
import type { OutboxRow } from './outbox'
import { DONE, type Outcome } from './outcome'
import type { Ended, Parcel } from './parcel'
import type { Reach } from './reach'
import type { Step } from './route'
import { idsOf } from './settle'
import { isAnsweredElsewhere, messageOf, type Tell } from './tell'

/** When more than so many notices with a topic wait for one person, they come as one message. */
export const FEW = 5

export interface Digest {
  /** Of one person and account, all of one digest. */
  rows: readonly OutboxRow[]
  kinds: ReadonlyMap<string, NoticeKind>
  reach: Reach
  steps: readonly Step[]
}

/** What was drawn last. */
interface Drawn {
  together: readonly Drawing<OutboxRow>[]
  /** What is answered in chat is no part of a mail. */
  apart: readonly OutboxRow[]
  failures: readonly { row: OutboxRow; error: unknown }[]
}

/** Many notices as one message. It ends all of them together; what cannot be drawn fails alone. */
export function packDigest(tell: Tell, { rows, kinds, reach, steps }: Digest): Parcel {
  const [first] = rows
  const { digestId = null, personId = null } = first ?? {}
  if (digestId === null || personId === null) throw new Error('a digest has a name and a reader')
  let last: Drawn = { together: [], apart: [], failures: [] }

  const draw = async (reader: Reader, step: Step): Promise<DrawnNotice | null> => {
    const { drawings, failures } = await drawMany(rows, kinds, reader)
    const isApart = ({ drawn }: Drawing<OutboxRow>) => drawn !== null && isAnsweredElsewhere(step, drawn)
    const together = drawings.filter((drawing) => !isApart(drawing))
    last = { together, apart: drawings.filter(isApart).map(({ row }) => row), failures }
    const notes = together.flatMap(({ row, drawn }) => (drawn ? [{ id: row.id, at: row.at, drawn }] : []))
    return notes.length > 0 ? digestNotice(digestId, notes) : null
  }

  const sendApart = async (apart: readonly OutboxRow[]): Promise<readonly Ended[]> => {
    if (apart.length > FEW)
      return orFailed(apart, () =>
        packDigest(tell, { rows: apart, kinds, reach, steps: inChat(steps) }).send(),
      )
    const ended: Ended[] = []
    for (const row of apart) {
      const message = messageOf(row, personId, declaredKind(kinds, row.name))
      const send = async () => [{ rows: [row], outcome: await tell.tellPerson(reach, steps, message) }]
      ended.push(...(await orFailed([row], send)))
    }
    return ended
  }

  return {
    rows,
    async send() {
      const key = () => keyOf(last.together.map(({ row }) => row))
      const outcome = await tell.tellPerson(reach, steps, { personId, draw, key })
      const { together, apart, failures } = last
      return [
        ...endedAs(outcome, together),
        ...failures.map(({ row, error }): Ended => ({ rows: [row], error })),
        ...(await sendApart(apart)),
      ]
    },
  }
}

/** What is sent later under the same name is another message: platforms that know a key drop what comes with it again. */
const keyOf = (rows: readonly OutboxRow[]): string =>
  createHash('sha256').update(idsOf(rows).toSorted().join(' ')).digest('hex')

/** By mail only where nothing else works. */
const inChat = (steps: readonly Step[]): readonly Step[] => [
  ...steps.filter(({ by }) => by === 'chat'),
  { by: 'mail', chosen: false },
]

/** The others have gone out already. */
const orFailed = (rows: readonly OutboxRow[], send: () => Promise<readonly Ended[]>) =>
  send().catch((error: unknown): readonly Ended[] => [{ rows, error }])

/** Whoever acted learns what exactly has not been read. */
function endedAs(outcome: Outcome, drawings: readonly Drawing<OutboxRow>[]): readonly Ended[] {
  if (outcome.status !== 'undeliverable') return [{ rows: drawings.map(({ row }) => row), outcome }]
  return drawings.map(({ row, drawn }) => ({
    rows: [row],
    outcome: drawn ? { ...outcome, about: drawn.card.title } : DONE,
  }))
}
