import type { DataSource } from 'typeorm'
import { type Acting, isRefusal, type Refusal } from '../../src/chat'
import { type Database, openDatabase } from '../../src/db'
import { changeRole, removeMember } from '../../src/teams/change-member'
import { deleteTeam } from '../../src/teams/delete-team'
import { acceptTransfer } from '../../src/transfers/accept-transfer'
import { cancelTransfer } from '../../src/transfers/end-transfer'
import { mayAnswer } from '../../src/transfers/may-answer'
import { startTeamTransfer } from '../../src/transfers/start-transfer'
import { contextOf } from '../shares/requests/stage'
import { createRolecall, type Rolecall } from '../support/rolecall'
import {
  accept,
  acts,
  auditedOf,
  offerTeam,
  openScene,
  owedAbout,
  rolesIn,
  type Scene,
  type Someone,
  statusOf,
} from './acting'
import { type Ahead, atOnce, ORDERS } from './meeting'

let rolecall: Rolecall
/** The pool of another process. */
let elsewhere: DataSource
beforeAll(async () => {
  rolecall = await createRolecall()
  elsewhere = await openDatabase({ url: rolecall.url })
})
afterAll(async () => {
  await elsewhere.destroy()
  await rolecall.close()
})

const membershipOf = async ({ team }: Scene, { personId }: Someone): Promise<string> => {
  const rows = await rolecall.db.query('SELECT id FROM membership WHERE team_id = $1 AND person_id = $2', [
    team.teamId,
    personId,
  ])
  return rows[0].id
}

const OWNER_STAYS = { Olivia: 'owner', Adam: 'admin', Maya: 'member' }
const HANDED_OVER = { Olivia: 'admin', Adam: 'admin', Maya: 'owner' }

type Change = (db: Database, acting: Acting, id: string) => Promise<object | Refusal>

/** Accept and Cancel in two processes at once; resolves to what came of them. */
async function acceptAgainstCancel(accepting: Change, cancelling: Change, ahead: Ahead) {
  const scene = await openScene(rolecall)
  const { team, olivia, maya } = scene
  const id = await offerTeam(rolecall, team, olivia, maya)
  const [mine, theirs] = [await acts(rolecall, maya), await acts(rolecall, olivia)]
  const answers = await atOnce(
    [rolecall.db, elsewhere],
    ahead,
    (db) => accepting(db, mine, id),
    (db) => cancelling(db, theirs, id),
  )
  const succeeded = answers.map((answer) => !isRefusal(answer))
  return { succeeded, status: await statusOf(rolecall, id), roles: await rolesIn(rolecall, team.teamId) }
}

const ACCEPTED = { succeeded: [true, false], status: 'accepted', roles: HANDED_OVER }
const CANCELLED = { succeeded: [false, true], status: 'cancelled', roles: OWNER_STAYS }

test.each(ORDERS)('accept against cancel: one of them, wholly (%s)', async (_order, ahead) => {
  expect([ACCEPTED, CANCELLED]).toContainEqual(
    await acceptAgainstCancel(acceptTransfer, cancelTransfer, ahead),
  )
})

test.each(ORDERS)(
  'control: reading first and writing without what was read, both succeed (%s)',
  async (_order, ahead) => {
    const naively =
      (write: (db: Database, id: string) => Promise<unknown>): Change =>
      async (db, acting, id) => {
        const transfer = await mayAnswer(db, acting, id)
        if (isRefusal(transfer) && transfer.code !== 'transferElsewhere') return transfer
        await write(db, id)
        return { id }
      }
    const swap = naively(async (db, id) => {
      await db.query(`UPDATE transfer SET status = 'accepted' WHERE id = $1`, [id])
      await db.query(
        `WITH old AS (UPDATE membership m SET role = 'admin' FROM transfer x WHERE x.id = $1 AND m.team_id = x.team_id AND m.person_id = x.from_id RETURNING 1)
       UPDATE membership m SET role = 'owner' FROM old, transfer x WHERE x.id = $1 AND m.team_id = x.team_id AND m.person_id = x.to_id`,
        [id],
      )
    })
    const cancel = naively((db, id) =>
      db.query(`UPDATE transfer SET status = 'cancelled' WHERE id = $1`, [id]),
    )
    const result = await acceptAgainstCancel(swap, cancel, ahead)
    expect(result.succeeded).toEqual([true, true])
    expect([ACCEPTED, CANCELLED]).not.toContainEqual(result)
  },
)

test.each(ORDERS)(
  'accept against the removal of the recipient: an owner or nobody (%s)',
  async (_order, ahead) => {
    const scene = await openScene(rolecall)
    const { team, olivia, adam, maya } = scene
    const id = await offerTeam(rolecall, team, olivia, maya)
    const membership = await membershipOf(scene, maya)
    const [acting, context] = [await acts(rolecall, maya), await contextOf(rolecall, adam.user)]
    const [accepted, removed] = await atOnce(
      [rolecall.db, elsewhere],
      ahead,
      (db) => acceptTransfer(db, acting, id),
      (db) => removeMember(db, context, membership),
    )
    const roles = await rolesIn(rolecall, team.teamId)
    if (isRefusal(accepted)) {
      expect(accepted).toMatchObject({ code: 'notFound', what: 'transfer' })
      expect(removed).toMatchObject({ name: 'Maya', to: null })
      expect(roles).toEqual({ Olivia: 'owner', Adam: 'admin' })
    } else {
      expect(removed).toMatchObject({ code: 'ownerProtected', wish: 'remove' })
      expect(roles).toEqual(HANDED_OVER)
    }
  },
)

test.each(ORDERS)(
  'accept against a new role for the recipient: the owner in the end (%s)',
  async (_order, ahead) => {
    const scene = await openScene(rolecall)
    const { team, olivia, adam, maya } = scene
    const id = await offerTeam(rolecall, team, olivia, maya)
    const membership = await membershipOf(scene, maya)
    const [acting, context] = [await acts(rolecall, maya), await contextOf(rolecall, adam.user)]
    const [accepted, changed] = await atOnce(
      [rolecall.db, elsewhere],
      ahead,
      (db) => acceptTransfer(db, acting, id),
      (db) => changeRole(db, context, membership, 'admin'),
    )
    expect(accepted).toEqual({ id })
    if (isRefusal(changed)) expect(changed).toMatchObject({ code: 'ownerProtected', wish: 'role' })
    expect(await rolesIn(rolecall, team.teamId)).toEqual(HANDED_OVER)
  },
)

test.each(ORDERS)(
  'accept against the deletion of the team: one of them, wholly (%s)',
  async (_order, ahead) => {
    const { team, olivia, maya } = await openScene(rolecall)
    const id = await offerTeam(rolecall, team, olivia, maya)
    const [acting, context] = [await acts(rolecall, maya), await contextOf(rolecall, olivia.user)]
    const [accepted, deleted] = await atOnce(
      [rolecall.db, elsewhere],
      ahead,
      (db) => acceptTransfer(db, acting, id),
      (db) => deleteTeam(db, context, team.teamId, team.teamName),
    )
    const roles = await rolesIn(rolecall, team.teamId)
    if (isRefusal(accepted)) {
      expect(accepted).toMatchObject({ code: 'notFound', what: 'transfer' })
      expect(deleted).toEqual({ teamName: team.teamName })
      expect(roles).toEqual({})
    } else {
      expect(deleted).toMatchObject({ code: 'denied', reason: { action: 'team.delete' } })
      expect(roles).toEqual(HANDED_OVER)
    }
  },
)

test.each(ORDERS)(
  'R17 two offers of one team at once: one goes out, the other names it (%s)',
  async (_order, ahead) => {
    const { team, olivia, adam, maya } = await openScene(rolecall)
    const offer = async (to: Someone) => {
      const acting = await acts(rolecall, olivia)
      const wish = { teamId: team.teamId, personId: to.personId, typed: 'confirm' }
      return (db: Database) => startTeamTransfer(db, rolecall.secrets, acting, wish)
    }
    const answers = await atOnce([rolecall.db, elsewhere], ahead, await offer(adam), await offer(maya))
    const [refused, ...others] = answers.filter(isRefusal)
    expect(others).toEqual([])
    const rows = await rolecall.db.query(
      `SELECT p.name FROM transfer x JOIN person p ON p.id = x.to_id WHERE x.team_id = $1`,
      [team.teamId],
    )
    expect(rows).toHaveLength(1)
    expect(refused).toMatchObject({ code: 'transferPending', to: rows[0].name })
  },
)

test.each(ORDERS)(
  'H16 two clicks on one Accept in two processes: one handover, one notice (%s)',
  async (_order, ahead) => {
    const { team, olivia, maya } = await openScene(rolecall)
    const id = await offerTeam(rolecall, team, olivia, maya)
    const [first, second] = [await acts(rolecall, maya), await acts(rolecall, maya)]
    const answers = await atOnce(
      [rolecall.db, elsewhere],
      ahead,
      (db) => acceptTransfer(db, first, id),
      (db) => acceptTransfer(db, second, id),
    )
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1)
    expect(answers.filter(isRefusal)).toMatchObject([{ code: 'transferOver', status: 'accepted' }])
    expect((await owedAbout(rolecall, id)).filter((line) => line.includes('answered'))).toHaveLength(1)
    expect(await auditedOf(rolecall, id)).toEqual(['transfer.started', 'transfer.accepted'])
    expect(await owedAbout(rolecall, team.teamId)).toEqual(['event team.transferred'])
  },
)

test('R1 while a team goes back and forth 50 times, everybody who looks sees exactly one owner', async () => {
  const { team, olivia, maya } = await openScene(rolecall)
  let going = true
  const seen: number[] = []
  const look = async () => {
    while (going) {
      const [row] = await elsewhere.query(
        `SELECT count(*) AS owners FROM membership WHERE team_id = $1 AND role = 'owner' AND ended_at IS NULL`,
        [team.teamId],
      )
      seen.push(row.owners)
    }
  }
  const handOver = async () => {
    for (let times = 0; times < 25; times += 1) {
      await accept(rolecall, await offerTeam(rolecall, team, olivia, maya), maya)
      await accept(rolecall, await offerTeam(rolecall, team, maya, olivia), olivia)
    }
  }
  await Promise.all([
    look(),
    handOver().finally(() => {
      going = false
    }),
  ])
  expect(new Set(seen)).toEqual(new Set([1]))
  expect(seen.length).toBeGreaterThan(50)
  const [row] = await rolecall.db.query(
    `SELECT count(*) AS handed FROM transfer WHERE team_id = $1 AND status = 'accepted'`,
    [team.teamId],
  )
  expect(row.handed).toBe(50)
})

test('R1 control: stepping down and up in two statements is refused by the database, in either order', async () => {
  const { team, olivia, maya } = await openScene(rolecall)
  const become = (role: string, { personId }: Someone) =>
    rolecall.db.query('UPDATE membership SET role = $3 WHERE team_id = $1 AND person_id = $2', [
      team.teamId,
      personId,
      role,
    ])
  await expect(become('admin', olivia)).rejects.toThrow('would have no owner')
  await expect(become('owner', maya)).rejects.toThrow('membership_one_owner')
  expect(await rolesIn(rolecall, team.teamId)).toEqual(OWNER_STAYS)
})
