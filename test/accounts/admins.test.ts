import { plainText, type Text } from '../../src/chat'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { accessTo } from '../shares/stage'
import { cardOf, createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { invitationsIn, makeAccountAdmin, seedUser } from '../workspaces/stage'
import { adminsOf, type Stage, setStage } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const plain = (text: Text | undefined) =>
  plainText(text ?? '', { locale: 'en', timeZone: 'UTC', now: rolecall.clock.now() })

const audited = async ({ accountId }: Stage) =>
  (
    await rolecall.db.query(
      `SELECT action FROM audit_entry WHERE account_id = $1 AND action LIKE 'account.%' ORDER BY id`,
      [accountId],
    )
  ).map(({ action }: { action: string }) => action)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, { swapped })
  })

  test('F124 an account admin sees the account: its admins, workspaces with seats, connections', async () => {
    const card = cardOf(await stage.axel.user.command('account overview'))
    expect(card.title).toBe(`Account ${stage.accountName}`)
    const words = wordsOf(stage.axel.user.last)
    expect(words).toContain('2 (Axel, Berta)')
    expect(plain(card.rows?.[0]?.text)).toMatch(/^Workspace .+ — Basic · 5 users, 1 team · seats 3 of 25$/)
    expect(words).toContain('(Slack)')
    expect(words).toContain('(Discord)')
  })

  test('F125 F127 F128 nobody else does anything with the account, a workspace admin neither', async () => {
    const wanda = await seedUser(rolecall, stage, 'Wanda', swapped ? 'discord' : 'slack', 'workspaceAdmin')
    for (const user of [wanda.user, stage.owner, stage.member])
      for (const [command, words] of [
        ['account overview', ''],
        ['account admins', ''],
        ['account remove', 'Axel'],
        ['account settings', ''],
        ['account leave', ''],
      ] as const)
        expect(titleOf(await user.command(command, words))).toBe(
          'Only account admins may do this in the account',
        )
    for (const press of ['overview', 'admins', 'settings', 'leave'])
      expect(titleOf(await wanda.user.press(`account.${press}:${stage.accountId}`))).toBe(
        'There is no such account',
      )
    expect(titleOf(await wanda.user.press(`account.remove:${stage.accountId}:${stage.axel.personId}`))).toBe(
      'There is no such account',
    )
    expect(await adminsOf(rolecall, stage)).toEqual(['Axel', 'Berta'])
  })

  test('R21 the account of others does not exist, for its admins neither', async () => {
    const other = await setStage(rolecall, { swapped })
    const { user } = stage.axel
    for (const press of ['overview', 'admins', 'settings', 'leave'])
      expect(titleOf(await user.press(`account.${press}:${other.accountId}`))).toBe(
        'There is no such account',
      )
    expect(titleOf(await user.press(`account.remove:${other.accountId}:${other.axel.personId}`))).toBe(
      'There is no such account',
    )
    expect(titleOf(await user.press(`account.remove:${stage.accountId}:${other.axel.personId}`))).toMatch(
      /^There is no such admin of account/,
    )
    expect(titleOf(await user.command('account overview', `account:${other.accountId}`))).toBe(
      'There is no such account',
    )
    expect(await adminsOf(rolecall, other)).toEqual(['Axel', 'Berta'])
  })

  test('F128 R5 of three admins one is removed after the confirm step, keeps the other roles, and is told', async () => {
    const carla = await seedUser(rolecall, stage, 'Carla', swapped ? 'discord' : 'slack', 'billingAdmin')
    await makeAccountAdmin(rolecall, stage, carla.personId)
    const { user } = stage.axel
    expect(titleOf(await user.command('account remove', 'Carla'))).toBe(
      'Remove Carla from the account admins?',
    )
    expect(await adminsOf(rolecall, stage)).toEqual(['Axel', 'Berta', 'Carla'])
    expect(titleOf(await user.click('Remove'))).toBe(
      `Carla is no longer Account Admin of ${stage.accountName}`,
    )
    expect(await adminsOf(rolecall, stage)).toEqual(['Axel', 'Berta'])
    expect(await audited(stage)).toEqual(['account.adminRemoved'])
    await rolecall.deliver()
    expect(rolecall.inboxOf(carla.user).at(-1)?.title).toBe(
      `You are no longer Account Admin of ${stage.accountName}`,
    )
    expect(rolecall.inboxOf(stage.berta.user).at(-1)?.title).toBe(
      `Carla is no longer Account Admin of ${stage.accountName}`,
    )
    expect(titleOf(await carla.user.command('account overview'))).toBe(
      'Only account admins may do this in the account',
    )
    expect(wordsOf(await carla.user.command('whoami'))).toContain('Billing Admin of workspace')
  })

  test('R4 what an admin has sent to admin roles by that right alone ends with it', async () => {
    const { axel, berta, owner, accountId } = stage
    await axel.user.command('account invite', 'later@new.test')
    await berta.user.command('account invite', 'key@new.test')
    await berta.user.command('workspace invite', { people: 'second@new.test', role: 'workspaceAdmin' })
    await berta.user.command('workspace invite', { people: 'cora@new.test', role: 'contentManager' })
    await owner.command('team invite', { people: 'adam@new.test', role: 'admin' })
    await axel.user.command('account remove', 'Berta')
    expect(wordsOf(axel.user.last)).toContain('key@new.test as Account Admin, second@new.test as Workspace')
    await axel.user.click('Remove')
    await axel.user.click('Remove anyway')
    expect(await invitationsIn(rolecall, accountId)).toEqual({
      ...{ 'later@new.test': 'pending', 'key@new.test': 'cancelled', 'second@new.test': 'cancelled' },
      ...{ 'cora@new.test': 'pending', 'adam@new.test': 'pending' },
    })
  })

  test('R4 what a workspace admin may send without being account admin stays; who leaves takes all back', async () => {
    const { axel, berta, accountId } = stage
    const carla = await seedUser(rolecall, stage, 'Carla', swapped ? 'discord' : 'slack', 'workspaceAdmin')
    await makeAccountAdmin(rolecall, stage, carla.personId)
    await carla.user.command('workspace invite', { people: 'second@new.test', role: 'workspaceAdmin' })
    await axel.user.command('account remove', 'Carla')
    expect(wordsOf(axel.user.last)).not.toContain('second@new.test')
    await axel.user.click('Remove')
    await berta.user.command('workspace invite', { people: 'third@new.test', role: 'workspaceAdmin' })
    expect(wordsOf(await berta.user.command('account leave'))).toContain('third@new.test as Workspace Admin')
    await berta.user.press(`account.leave:${accountId}:warned`)
    expect(await invitationsIn(rolecall, accountId)).toEqual({
      ...{ 'second@new.test': 'pending', 'third@new.test': 'cancelled' },
    })
  })

  test('R4 a share with an admin who has no role in the workspace ends with the right', async () => {
    const { axel, berta, owner } = stage
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [berta.personId])
    const chatbotId = await makeChatbot(rolecall, owner, { name: 'Lent' })
    await owner.command('chatbot share', { chatbot: 'Lent', with: berta.address, level: 'view' })
    expect(await accessTo(rolecall, chatbotId)).toEqual(['Berta view'])
    await axel.user.press(`account.remove:${stage.accountId}:${berta.personId}:warned`)
    await rolecall.deliver()
    expect(await accessTo(rolecall, chatbotId)).toEqual([])
  })

  test('F148 R14 from two admins to one it warns and asks again, from one to none it refuses', async () => {
    const { user } = stage.axel
    await user.command('account remove', 'Berta')
    expect(titleOf(await user.click('Remove'))).toBe('Only one account admin would be left')
    expect(await adminsOf(rolecall, stage)).toEqual(['Axel', 'Berta'])
    expect(titleOf(await user.click('Cancel'))).toBe('Nothing was changed')
    await user.command('account remove', 'Berta')
    await user.click('Remove')
    expect(titleOf(await user.click('Remove anyway'))).toBe(
      `Berta is no longer Account Admin of ${stage.accountName}`,
    )
    const last = `Account ${stage.accountName} cannot be without an admin`
    expect(titleOf(await user.command('account remove', 'Axel'))).toBe(last)
    expect(titleOf(await user.press(`account.remove:${stage.accountId}:${stage.axel.personId}:warned`))).toBe(
      last,
    )
    expect(titleOf(await user.command('account leave'))).toBe(last)
    expect(titleOf(await user.press(`account.leave:${stage.accountId}:warned`))).toBe(last)
    expect(await adminsOf(rolecall, stage)).toEqual(['Axel'])
    expect(wordsOf(await user.command('account overview'))).toContain('There is only one account admin')
  })

  test('H10 H13 R14 two admins who remove each other at once, or leave at once, leave one', async () => {
    const { axel, berta, accountId } = stage
    const titles = (
      await Promise.all([
        axel.user.press(`account.remove:${accountId}:${berta.personId}:warned`),
        berta.user.press(`account.remove:${accountId}:${axel.personId}:warned`),
      ])
    ).map(titleOf)
    expect(await adminsOf(rolecall, stage)).toHaveLength(1)
    expect(titles.filter((title) => title.includes('is no longer Account Admin'))).toHaveLength(1)
    // Whoever was removed first, or found that only they would be left.
    const refused = ['There is no such account', `Account ${stage.accountName} cannot be without an admin`]
    expect(titles.filter((title) => refused.includes(title))).toHaveLength(1)

    const other = await setStage(rolecall, { swapped })
    const left = (
      await Promise.all(
        [other.axel, other.berta].map(({ user }) => user.press(`account.leave:${other.accountId}:warned`)),
      )
    ).map(titleOf)
    expect(await adminsOf(rolecall, other)).toHaveLength(1)
    expect(left).toContain(`You have left account ${other.accountName}`)
    expect(left).toContain(`Account ${other.accountName} cannot be without an admin`)
  })

  test('F151 who leaves has no access to anything of the account any more, and the others are told', async () => {
    const carla = await seedUser(rolecall, stage, 'Carla', swapped ? 'discord' : 'slack', 'agentManager')
    await makeAccountAdmin(rolecall, stage, carla.personId)
    const words = wordsOf(await carla.user.command('account leave'))
    expect(words).toContain('You leave these workspaces')
    const leave = pressOf(carla.user.last, 'Leave')
    const answers = await Promise.all(Array.from({ length: 11 }, () => carla.user.press(leave, 'once')))
    expect(answers.map(titleOf)).toEqual(Array(11).fill(`You have left account ${stage.accountName}`))
    expect(await audited(stage)).toEqual(['account.left'])
    expect(
      await rolecall.db.query('SELECT 1 FROM workspace_user WHERE person_id = $1', [carla.personId]),
    ).toEqual([])
    expect(titleOf(await carla.user.command('workspace overview'))).toBe('There is no such workspace')
    await rolecall.deliver()
    for (const { user } of [stage.axel, stage.berta])
      expect(rolecall.inboxOf(user).at(-1)?.title).toBe(`Carla has left account ${stage.accountName}`)
  })

  test('R1 who owns a team hands it over before leaving; the teams are named', async () => {
    const [{ id }] = await rolecall.db.query(
      'SELECT person_id AS id FROM membership WHERE team_id = $1 AND role = $2',
      [stage.teamId, 'owner'],
    )
    await makeAccountAdmin(rolecall, stage, id)
    expect(titleOf(await stage.owner.command('account leave'))).toBe('You own teams in this account')
    expect(wordsOf(stage.owner.last)).toContain(stage.teamName)
    expect(titleOf(await stage.owner.press(`account.leave:${stage.accountId}`))).toBe(
      'You own teams in this account',
    )
    expect(await adminsOf(rolecall, stage)).toEqual(['Axel', 'Berta', 'Olivia'])
  })

  test('an admin of two accounts is asked in a direct message which one is meant (B17)', async () => {
    const other = await setStage(rolecall, { swapped })
    const onDiscord = swapped ? stage.axel : stage.berta
    await makeAccountAdmin(rolecall, other, onDiscord.personId)
    const user = onDiscord.user.in(null)
    const words = wordsOf(await user.command('account overview'))
    expect(words).toContain(stage.accountName)
    expect(words).toContain(other.accountName)
    expect(titleOf(await user.command('account overview', { account: other.accountId }))).toBe(
      `Account ${other.accountName}`,
    )
    expect(titleOf(await onDiscord.user.command('account overview'))).toBe(`Account ${stage.accountName}`)
  })
})
