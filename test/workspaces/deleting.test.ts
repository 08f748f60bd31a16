import { BOTH_WAYS } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf } from '../support/rolecall'
import { seedPerson } from '../support/seed'
import { addPlace, addWorkspace, meeting, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** What lives in a workspace that does not: nothing ever. */
async function leftIn(workspaceId: string): Promise<unknown[]> {
  return rolecall.db.query(
    `WITH gone AS (SELECT id FROM workspace WHERE id = $1 AND deleted_at IS NOT NULL)
     SELECT 'team' AS what FROM team WHERE workspace_id IN (SELECT id FROM gone) AND deleted_at IS NULL
     UNION ALL SELECT 'membership' FROM membership WHERE workspace_id IN (SELECT id FROM gone) AND ended_at IS NULL
     UNION ALL SELECT 'user' FROM workspace_user WHERE workspace_id IN (SELECT id FROM gone)
     UNION ALL SELECT 'connection' FROM connection WHERE workspace_id IN (SELECT id FROM gone) AND ended_at IS NULL
     UNION ALL SELECT 'chatbot' FROM chatbot WHERE workspace_id IN (SELECT id FROM gone) AND deleted_at IS NULL`,
    [workspaceId],
  )
}

const isThere = async (workspaceId: string): Promise<boolean> =>
  (await rolecall.db.query('SELECT 1 FROM workspace WHERE id = $1 AND deleted_at IS NULL', [workspaceId]))
    .length === 1

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  let second: string
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
    second = await addWorkspace(rolecall, stage, 'Second floor')
    const { accountId, accountAdmin } = stage
    const tenant = `second-${second}`
    await addPlace(rolecall, { accountId, workspaceId: second }, accountAdmin.user.id.platform, tenant)
  })

  const end = (workspaceId: string, name: string) => () =>
    stage.accountAdmin.user.in(`second-${second}`).does({
      ...{ kind: 'submit', submit: `workspaces.delete:${workspaceId}`, values: { name } },
    })

  /** Somebody comes in, at the same moment. */
  const COMING: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
    'a new team': async () => () => stage.chatUser.user.command('team create', 'Quick'),
    'a new chatbot': async () => {
      await stage.owner.command('chatbot create')
      return () => stage.owner.submit({ name: 'Quick', level: 'view' })
    },
    'somebody who is invited to a team': async () => {
      await stage.owner.command('team invite', 'late@new.test')
      return accepting('late@new.test')
    },
    'somebody who is invited to the workspace': async () => {
      await stage.workspaceAdmin.user.command('workspace invite', { people: 'later@new.test' })
      return accepting('later@new.test')
    },
    'another place': async () => {
      const { workspaceAdmin } = stage
      await workspaceAdmin.user.press(`connections.connect:${stage.workspaceId}`)
      const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(JSON.stringify(workspaceAdmin.user.last))?.[0]
      return () => workspaceAdmin.user.in(`new-${stage.workspaceId}`).command('link', { code: String(code) })
    },
  }

  const accepting = async (address: string) => {
    const platform = swapped ? 'slack' : 'discord'
    const late = await seedPerson(rolecall, stage, { name: 'Late', platform, address: null })
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [late.personId])
    await rolecall.deliver()
    const mail = rolecall.mails.findLast(({ to }) => to === address)
    return () => late.user.command('invite accept', String(mail?.mail.code))
  }

  const orders = Object.keys(COMING).flatMap((what) => [
    [what, 'just before'] as const,
    [what, 'just after'] as const,
  ])
  test.each(orders)(
    'R4 nobody and nothing stays behind in a workspace that ends meanwhile: %s that comes %s',
    async (what, when) => {
      const { workspaceId, workspaceName } = stage
      const coming = await (COMING[what] as (typeof COMING)[string])()
      const ending = end(workspaceId, workspaceName)
      const [first, second] = when === 'just before' ? [coming, ending] : [ending, coming]
      await meeting(rolecall, 'workspace WHERE id', workspaceId, first, second)
      await rolecall.deliver()
      expect(await isThere(workspaceId)).toBe(false)
      expect(await leftIn(workspaceId)).toEqual([])
    },
  )

  test('of the two last workspaces that are deleted at once, one stays', async () => {
    const { workspaceId, workspaceName, accountId } = stage
    const owner = stage.owner.in(`second-${second}`)
    await meeting(rolecall, 'account WHERE id', accountId, end(workspaceId, workspaceName), () =>
      owner.does({
        ...{ kind: 'submit', submit: `workspaces.delete:${second}`, values: { name: 'Second floor' } },
      }),
    )
    expect([await isThere(workspaceId), await isThere(second)].filter(Boolean)).toHaveLength(1)
    expect(titleOf(owner.last)).toMatch(
      /is the only workspace of the account$|^Workspace Second floor is deleted/,
    )
  })

  test('H1 who is no account admin any more deletes nothing', async () => {
    const { workspaceId, workspaceName, accountAdmin } = stage
    const held = 'account_admin WHERE person_id'
    await meeting(rolecall, held, accountAdmin.personId, end(workspaceId, workspaceName), () =>
      rolecall.db.query('DELETE FROM account_admin WHERE person_id = $1', [accountAdmin.personId]),
    )
    expect([await isThere(workspaceId), await isThere(second)]).toContain(true)
    await rolecall.db.query('DELETE FROM account_admin WHERE person_id = $1', [accountAdmin.personId])
    expect(titleOf(await end(second, 'Second floor')())).toMatch(/^(There is no such|Only account admins)/)
  })
})
