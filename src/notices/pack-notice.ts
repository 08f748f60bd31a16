import { type Clock, isoTime } from '../clock'
import { type Database, newId } from '../db'
import { FEW, packDigest } from './digest'
import { declaredKind } from './draw-many'
import type { NoticeKind, NoticeTopic } from './notice-kind'
import { claimDigest, gatherDue, type OutboxRow } from './outbox'
import { DONE, type Outcome } from './outcome'
import { type Parcel, parcelOf } from './parcel'
import { FLEETING } from './preferences/preference'
import { type Reach, readReach } from './reach'
import { type Route, routeOf } from './route'
import { createTell, messageOf, type TellOptions } from './tell'

export interface PackOptions extends TellOptions {
  db: Database
  clock: Clock
}

export function createPackNotice(options: PackOptions, kinds: ReadonlyMap<string, NoticeKind>) {
  const { db, clock } = options
  const tell = createTell(options)

  /**
   * How a notice leaves, by its topic and its reader's wishes. `lane`: what is claimed for them with it; where that is not
   * little, more may wait, and those that go the same way may come with it.
   */
  return async (row: OutboxRow, claim: string, lane: readonly OutboxRow[]): Promise<Parcel> => {
    const kind = declaredKind(kinds, row.name)
    const { personId, chatUser } = row
    if (personId === null) {
      if (!chatUser) throw new Error(`"${kind.name}" is owed to nobody`)
      return parcelOf([row], () => tell.tellChatUser(kind, row, chatUser))
    }
    const reach = await readReach(db, personId, row.accountId)
    const route = routeOf(kind.topic, reach, clock.now())
    if (route.kind !== 'now') return parcelOf([row], async () => putAside(kind.topic, route, reach))
    const together = kind.topic ? await gather(row, personId, reach, route, claim, lane) : []
    if (together.length > 1) return packDigest(tell, { rows: together, kinds, reach, steps: route.steps })
    return parcelOf([row], () => tell.tellPerson(reach, route.steps, messageOf(row, personId, kind)))
  }

  /**
   * What waits for the same person and goes the same way. Once they go together they stay together, whoever sends them, but
   * for those that their reader wishes otherwise by now.
   */
  async function gather(
    row: OutboxRow,
    personId: string,
    reach: Reach,
    route: Route,
    claim: string,
    lane: readonly OutboxRow[],
  ): Promise<readonly OutboxRow[]> {
    const now = clock.now()
    const ours = lane.map(({ id }) => id)
    const way = JSON.stringify(route)
    const names = [...kinds.values()]
      .filter(({ topic }) => topic && JSON.stringify(routeOf(topic, reach, now)) === way)
      .map(({ name }) => name)
    if (row.digestId !== null) return claimDigest(db, [isoTime(now), claim, row.digestId, ours, names])
    if (lane.length < FEW) return []
    const known = [isoTime(now), claim, personId, row.accountId]
    return gatherDue(db, [...known, names, newId(now), ours, FEW])
  }
}

function putAside(
  topic: NoticeTopic | undefined,
  route: Exclude<Route, { kind: 'now' }>,
  { wishedAt }: Reach,
): Outcome {
  if (route.kind === 'later') return { status: 'held', until: route.at, wishedAt }
  return topic && FLEETING.includes(topic) ? DONE : { status: 'kept' }
}
