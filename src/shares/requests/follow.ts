import { refreshSoon } from '../../cards'
import { isoTime } from '../../clock'
import { type Database, defineChange, settle } from '../../db'
import { eachAlone } from '../../each-alone'
import type { Follower, Happened } from '../../events'
import { newLinkHash } from '../../later-link'
import { closeIfOver } from './close-if-over'
import { askOwner, auditOfRequest, redraw } from './effects'
import { readApprovedOf, readDecidedIn, readPendingOf, readStanding } from './repository'
import { SUBJECT, step } from './request'

/** What others' changes mean for requests: some have become pointless, and those of a team with a new owner are theirs. */
export function requestFollowers(db: Database, now: () => number): Follower[] {
  const eachPending = async (event: Happened, work: (id: string) => Promise<void>) =>
    eachAlone(await readPendingOf(db, [event.subjectId, event.accountId]), ({ id }) => work(id))
  const closePointless = (event: Happened) => eachPending(event, (id) => closeIfOver(db, id, now()))
  const redrawPending = (event: Happened) =>
    eachPending(event, async (id) => {
      await closeIfOver(db, id, now())
      await refreshSoon(db, { accountId: event.accountId, type: SUBJECT, id }, now())
    })
  const redrawEach = (event: Happened, requests: readonly { id: string }[]) =>
    eachAlone(requests, ({ id }) => refreshSoon(db, { accountId: event.accountId, type: SUBJECT, id }, now()))
  const redrawShared = async (event: Happened) => {
    await redrawPending(event)
    await redrawEach(event, await readApprovedOf(db, [event.subjectId, event.accountId, event.id]))
  }
  const askNewOwner = async (event: Happened) => {
    await eachPending(event, async (id) => {
      await closeIfOver(db, id, now())
      await passOn(db, id, { key: `pass on:${id}:${event.id}`, at: now() })
    })
    // What the owner may change goes with the team (H2).
    await redrawEach(event, await readDecidedIn(db, [event.subjectId, event.accountId]))
  }
  return [
    { on: 'member.left', follow: closePointless },
    { on: 'team.deleted', follow: closePointless },
    { on: 'team.transferred', follow: askNewOwner },
    { on: 'chatbot.deleted', follow: closePointless },
    { on: 'chatbot.transferred', follow: closePointless },
    // The cards say who pays now (B7), and how it is shared now (B4).
    { on: 'chatbot.shared', follow: redrawShared },
    { on: 'chatbot.unshared', follow: redrawShared },
  ]
}

const savePassedOn = defineChange(
  'request.passOn',
  `changed AS (
  UPDATE share_request SET asked_id = $2, token_hash = decode($3, 'hex')
  WHERE id = $1 AND status = 'pending' AND expires_at > $4 RETURNING 1
)`,
)

/** The new owner of the team is asked, and the link of the former one is dead. */
function passOn(db: Database, id: string, wish: { key: string; at: number }): Promise<void> {
  return settle(db, wish, async (wish) => {
    const [request] = await readStanding(db, [id])
    const owner = request?.decider
    if (!request || !owner || !step(request, 'approve', wish.at) || request.askedId === owner.personId) return
    const parameters = [id, owner.personId, newLinkHash(), isoTime(wish.at)]
    await savePassedOn(db, parameters, wish, {
      reliesOn: [owner],
      audit: [auditOfRequest(request, null, 'passedOn', { to: request.owner?.name })],
      owed: [askOwner(request, owner.personId), redraw(request)],
      outcome: null,
    })
  })
}
