import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { addWorkspace, seedUser } from '../workspaces/stage'
import { type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const left = async ({ accountId }: Stage) => {
  const [found] = await rolecall.db.query(
    `SELECT (SELECT count(*)::int FROM account WHERE id = $1 AND deleted_at IS NULL) AS account,
       (SELECT count(*)::int FROM workspace WHERE account_id = $1 AND deleted_at IS NULL) AS workspaces,
       (SELECT count(*)::int FROM team WHERE account_id = $1 AND deleted_at IS NULL) AS teams,
       (SELECT count(*)::int FROM membership WHERE account_id = $1 AND ended_at IS NULL) AS memberships,
       (SELECT count(*)::int FROM workspace_user WHERE account_id = $1) AS users,
       (SELECT count(*)::int FROM account_admin WHERE account_id = $1) AS admins,
       (SELECT count(*)::int FROM connection WHERE account_id = $1 AND ended_at IS NULL) AS connections,
       (SELECT count(*)::int FROM invitation WHERE account_id = $1 AND status = 'pending') AS invitations`,
    [accountId],
  )
  return found
}

const NOTHING = {
  ...{ account: 0, workspaces: 0, teams: 0, memberships: 0 },
  ...{ users: 0, admins: 0, connections: 0, invitations: 0 },
}

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
    await addWorkspace(rolecall, stage, 'EU')
  })

  test('F127 R18 an account ends with all its workspaces once its name is typed; everybody is told', async () => {
    await makeChatbot(rolecall, stage.owner, { name: 'Quinn' })
    await stage.axel.user.command('account invite', 'new@acme.test')
    const before = await left(stage)
    expect(before).toMatchObject({ account: 1, workspaces: 2, invitations: 1 })
    const { user } = stage.axel
    await user.command('account delete')
    expect(JSON.stringify(await user.submit({ name: 'Something else' }))).not.toContain('is deleted')
    expect(await left(stage)).toEqual(before)
    await user.command('account delete')
    expect(titleOf(await user.submit({ name: stage.accountName }))).toBe(
      `Account ${stage.accountName} is deleted`,
    )
    await rolecall.deliver()
    expect(await left(stage)).toEqual(NOTHING)
    const mailed = rolecall.mails.filter(
      ({ mail }) => mail.subject === `Account ${stage.accountName} was deleted`,
    )
    const told = mailed.map(({ to }) => to)
    expect(told).toEqual(expect.arrayContaining([stage.axel.address, stage.berta.address]))
    expect(new Set(told).size).toBe(told.length)
    const audit = await rolecall.db.query(
      'SELECT action FROM audit_entry WHERE account_id = $1 AND action LIKE $2',
      [stage.accountId, '%.deleted'],
    )
    expect(audit.map(({ action }: { action: string }) => action).sort()).toEqual([
      ...['account.deleted', 'team.deleted', 'workspace.deleted', 'workspace.deleted'],
    ])
  })

  test('R4 nobody does anything in it any more, not even by old buttons', async () => {
    const { user } = stage.axel
    await user.command('account delete')
    await user.submit({ name: stage.accountName })
    for (const someone of [stage.owner, stage.member, stage.berta.user])
      expect(wordsOf(await someone.command('team overview'))).not.toContain(stage.teamName)
    expect(wordsOf(await stage.berta.user.press(`account.overview:${stage.accountId}`))).not.toContain(
      stage.accountName,
    )
  })

  test('F125 a workspace admin does not get as far as the form, nor by its name', async () => {
    const wanda = await seedUser(rolecall, stage, 'Wanda', swapped ? 'discord' : 'slack', 'workspaceAdmin')
    expect(titleOf(await wanda.user.command('account delete'))).toBe(
      'Only account admins may do this in the account',
    )
    const before = await left(stage)
    await wanda.user.does({
      ...{ kind: 'submit', submit: `account.delete:${stage.accountId}` },
      values: { name: stage.accountName },
    })
    expect(await left(stage)).toEqual(before)
  })

  test('who becomes admin or user while it is being deleted does not stay behind', async () => {
    const other = await addWorkspace(rolecall, stage, 'Late')
    await stage.axel.user.command('account delete')
    const [deleted] = await Promise.all([
      stage.axel.user.submit({ name: stage.accountName }),
      stage.owner.command('team create', 'Latecomers'),
    ])
    expect(titleOf(deleted)).toBe(`Account ${stage.accountName} is deleted`)
    await rolecall.deliver()
    expect(await left(stage)).toEqual(NOTHING)
    expect(other).toBeTruthy()
  })
})
