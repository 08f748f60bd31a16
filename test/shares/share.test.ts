import type { Happening } from '../../src/chat'
import { auditedOf, BOTH_WAYS, liveGrants, makeChatbot, setTeam } from '../chatbots/stage'
import { keepDocument } from '../conversations/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { formOf, makeTeam } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('F5 F6 F97 every role lists and shows what is shared with the team, and reads who pays', async () => {
    await makeChatbot(rolecall, team.admin, { level: 'view' })
    for (const user of [team.owner, team.admin, team.member]) {
      expect(wordsOf(await user.command('chatbot list'))).toContain('Helper')
      expect(wordsOf(await user.command('chatbot show'))).toContain(`Olivia, owner of team ${team.teamName}`)
    }
  })

  test('F95 F115 the card counts no documents for those who may not know of them', async () => {
    const chatbotId = await makeChatbot(rolecall, team.admin, { level: 'view' })
    await keepDocument(rolecall, { chatbotId, name: 'open.md', passages: {} })
    const readers = [{ kind: 'address', value: 'boss@acme.test' }] as const
    await keepDocument(rolecall, { chatbotId, name: 'secret.md', passages: {}, readers })
    const counted = async (user: TestUser) =>
      cardOf(await user.command('chatbot show')).fields?.find(({ name }) => name === 'Documents')?.value
    expect(await counted(team.admin)).toBe('2')
    expect(await counted(team.member)).toBe('1 for everyone')
    await team.admin.command('chatbot share', { chatbot: 'Helper', level: 'view', documents: 'no' })
    expect(await counted(team.member)).toBe('Not included for you')
  })

  test('F39 F91 an admin shares directly: the form asks for the level, the owner of the team is told', async () => {
    const id = await makeChatbot(rolecall, team.admin)
    await team.admin.command('chatbot share')
    expect(JSON.stringify(await team.admin.submit({ knowledge: ['knowledge'] }))).toContain(
      'Level is missing',
    )
    expect(await liveGrants(rolecall, id)).toEqual([])
    if (team.admin.last.kind === 'say') await team.admin.click('Edit')
    await team.admin.submit({ level: 'edit', knowledge: ['knowledge'] })
    expect(titleOf(team.admin.last)).toBe(`Chatbot Helper is shared with team ${team.teamName}`)
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'edit', knowledge: true }])
    await rolecall.deliver()
    const told = rolecall.inboxOf(team.owner).at(-1)
    expect(told?.title).toBe(`Chatbot Helper is shared with team ${team.teamName}`)
    expect(JSON.stringify(told)).toContain('level edit, documents included')
    expect(JSON.stringify(told)).toContain('As owner of the team you pay for what its members ask.')
  })

  test('a request that waits becomes pointless when the chatbot is shared with the team directly', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const id = await makeChatbot(rolecall, team.member)
    await team.member.command('chatbot share')
    await team.member.submit({ level: 'view' })
    await team.owner.command('team role', 'Maya admin')
    await team.owner.click('Make Admin')
    await team.member.command('chatbot share', { chatbot: 'Helper', level: 'edit' })
    await rolecall.deliver()
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'edit', knowledge: true }])
    const requests = await rolecall.db.query('SELECT status FROM share_request WHERE chatbot_id = $1', [id])
    expect(requests).toEqual([{ status: 'cancelled' }])
  })

  test('F95 typed with a level it is shared at once, without documents where that is said', async () => {
    const id = await makeChatbot(rolecall, team.owner)
    await team.owner.command('chatbot share', { chatbot: 'Helper', level: 'view', documents: 'no' })
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'view', knowledge: false }])
    expect(wordsOf(await team.member.command('chatbot show'))).toContain('Not included for you')
    const again = await team.owner.command('chatbot share', {
      chatbot: 'Helper',
      level: 'view',
      documents: 'no',
    })
    expect(titleOf(again)).toContain('is already shared')
    expect(await auditedOf(rolecall, id)).toEqual(['chatbot.created', 'chatbot.shared'])
  })

  test('F36 F38 a member who shares their own gets the form of a request instead, whichever way they try', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const id = await makeChatbot(rolecall, team.member)
    const asked = () => formOf(team.member.last)
    await team.member.command('chatbot share')
    expect(asked()).toMatchObject({ submit: `requests.file:${id}:${team.teamId}` })
    expect(asked().fields[0]).toMatchObject({ name: 'level', value: 'view' })
    await team.member.command('chatbot share', { chatbot: 'Helper', level: 'edit' })
    expect(asked().fields[0]).toMatchObject({ name: 'level', value: 'edit' })
    await team.member.press(`shares.list:${id}`)
    await team.member.click(`Ask to share with ${team.teamName}`)
    expect(titleOf(team.member.last)).toBe('Ask to share')
    const forged = {
      kind: 'submit',
      submit: `shares.give:${id}:${team.teamId}`,
      values: { level: 'full' },
    } as const
    expect(titleOf(await team.member.does(forged))).toBe(
      `Members share with team ${team.teamName} by request`,
    )
    expect(await liveGrants(rolecall, id)).toEqual([])
  })

  test('F37 with the setting off a member is refused, and the setting is named', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const id = await makeChatbot(rolecall, team.member)
    await setTeam(team)
    for (const level of [undefined, 'view']) {
      const refused = await team.member.command('chatbot share', {
        chatbot: 'Helper',
        ...(level && { level }),
      })
      expect(wordsOf(refused)).toContain('Members may create chatbots')
    }
    expect(wordsOf(await team.member.press(`shares.ask:${id}:${team.teamId}`))).toContain(
      'Members may create chatbots',
    )
    expect(wordsOf(await team.member.press(`shares.list:${id}`))).not.toContain('Ask to share')
    expect(await liveGrants(rolecall, id)).toEqual([])
  })

  test('F100 who does not own it never shares it with anybody else, not at level full and not as owner of the team', async () => {
    const id = await makeChatbot(rolecall, team.admin, { level: 'full' })
    const beta = await makeTeam(rolecall, team.owner, 'Beta')
    for (const user of [team.owner, team.member]) {
      const refused = 'You may not share chatbot Helper'
      for (const to of [beta.teamName, 'Maya', 'nobody@acme.test'])
        expect(
          titleOf(await user.command('chatbot share', { chatbot: 'Helper', with: to, level: 'edit' })),
        ).toBe(refused)
      const forged = {
        kind: 'submit',
        submit: `shares.givePerson:${id}`,
        values: { level: 'view', person: 'Maya' },
      }
      expect(titleOf(await user.does(forged as Happening))).toBe(refused)
      expect(titleOf(await user.press(`shares.askPerson:${id}`))).toBe(refused)
    }
    expect(titleOf(await team.owner.press(`shares.ask:${id}:${beta.teamId}`))).toBe(
      'You may not share chatbot Helper',
    )
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'full', knowledge: true }])
  })

  test('the owner of the team, who pays, changes how the team has it; an admin and a member do not', async () => {
    const mona = await seedPerson(rolecall, team, { name: 'Mona', platform: 'slack', role: 'admin' })
    const id = await makeChatbot(rolecall, mona.user, { level: 'full' })
    for (const user of [team.admin, team.member]) {
      const refused = 'You may not share chatbot Helper'
      expect(titleOf(await user.press(`shares.change:${id}:${team.teamId}:edit:0`))).toBe(refused)
      expect(titleOf(await user.press(`shares.ask:${id}:${team.teamId}`))).toBe(refused)
    }
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'full', knowledge: true }])
    await team.owner.press(`shares.ask:${id}:${team.teamId}`)
    expect(titleOf(team.owner.last)).toBe('Change a share')
    await team.owner.submit({ level: 'view' })
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'view', knowledge: false }])
    await rolecall.deliver()
    expect(rolecall.inboxOf(mona.user).at(-1)?.title).toBe(`Team ${team.teamName} may now use chatbot Helper`)
  })

  test('the level and the documents of a share are changed from its card; since when it is shared stays', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'view' })
    const since = async () =>
      (
        await rolecall.db.query(
          'SELECT granted_at FROM share_grant WHERE chatbot_id = $1 AND ended_at IS NULL',
          [id],
        )
      )[0]
    const before = await since()
    rolecall.clock.advance(60_000)
    await team.owner.press(`shares.list:${id}`)
    await team.owner.click('Level full')
    await team.owner.press(`shares.list:${id}`)
    await team.owner.click('Without documents')
    expect(await liveGrants(rolecall, id)).toEqual([{ level: 'full', knowledge: false }])
    expect(await since()).toEqual(before)
    expect((await auditedOf(rolecall, id)).slice(1)).toEqual(['chatbot.shareChanged', 'chatbot.shareChanged'])
  })

  test('F98 ending a share asks first; then the team has lost it at once, and those concerned are told', async () => {
    const id = await makeChatbot(rolecall, team.admin, { level: 'view' })
    await team.admin.press(`shares.list:${id}`)
    await team.admin.click('End the share')
    expect(await liveGrants(rolecall, id)).toHaveLength(1)
    await team.admin.click('End the share')
    expect(await liveGrants(rolecall, id)).toEqual([])
    expect(titleOf(await team.member.command('chatbot show', 'Helper'))).toBe('There is no such chatbot')
    expect(wordsOf(await team.admin.command('chatbot show'))).toContain('You: it is personal')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toContain('is no longer shared')
  })

  test('the owner of the team, who pays, ends a share too; a member does not', async () => {
    const id = await makeChatbot(rolecall, team.admin, { level: 'full' })
    for (const press of ['askEnd', 'end'])
      expect(titleOf(await team.member.press(`shares.${press}:${id}:${team.teamId}`))).toMatch(/^You may not/)
    expect(await liveGrants(rolecall, id)).toHaveLength(1)
    await team.owner.press(`shares.end:${id}:${team.teamId}`)
    expect(await liveGrants(rolecall, id)).toEqual([])
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.admin).at(-1)?.title).toContain('is no longer shared')
  })

  test('F41 R4 a removed member has lost the team’s chatbots at their next command and click', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'full' })
    await team.member.command('chatbot edit')
    await team.admin.command('team remove', 'Maya')
    await team.admin.click('Remove')
    expect(titleOf(await team.member.submit({ name: 'Late' }))).toBe('There is no such chatbot')
    expect(titleOf(await team.member.press(`chatbots.status:${id}:pause`))).toBe('There is no such chatbot')
    expect(wordsOf(await team.member.command('chatbot list'))).not.toContain('Helper')
  })

  test('a deleted team shares nothing any more; what its people own stays theirs', async () => {
    const id = await makeChatbot(rolecall, team.admin, { level: 'full' })
    await team.owner.command('team delete')
    await team.owner.submit({ name: team.teamName })
    expect(titleOf(await team.owner.press(`chatbots.open:${id}`))).toBe('There is no such chatbot')
    expect(wordsOf(await team.admin.press(`chatbots.open:${id}`))).toContain('You: it is personal')
  })

  test('R21 nothing of a chatbot of another account is told, whatever is named or pressed', async () => {
    const id = await makeChatbot(rolecall, team.owner, { level: 'full' })
    const other = await seedTeam(rolecall, { swapped })
    for (const typed of [id, 'Helper'])
      expect(titleOf(await other.owner.command('chatbot show', typed))).toBe('There is no such chatbot')
    for (const press of ['open', 'show', 'edit', 'delete', 'status', 'duplicate', 'versions'])
      expect(titleOf(await other.owner.press(`chatbots.${press}:${id}:pause`))).toBe(
        'There is no such chatbot',
      )
    expect(titleOf(await other.owner.press(`shares.ask:${id}:${other.teamId}`))).toBe(
      'There is no such chatbot',
    )
    const own = await makeChatbot(rolecall, other.owner)
    expect(titleOf(await other.owner.press(`shares.ask:${own}:${team.teamId}`))).toBe('There is no such team')
    for (const press of ['list', 'askPerson'])
      expect(titleOf(await other.owner.press(`shares.${press}:${id}`))).toBe('There is no such chatbot')
    expect(titleOf(await other.owner.command('chatbot access', id))).toBe('There is no such chatbot')
  })
})

test('H3 R19 one share delivered eleven times, and two different shares at once: one live grant', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin)
  const share = (level: string) =>
    ({ kind: 'submit', submit: `shares.give:${id}:${team.teamId}`, values: { level } }) as const
  const answers = await Promise.all(
    Array.from({ length: 11 }, () => team.admin.does(share('view'), `share-${id}`)),
  )
  expect(new Set(answers.map(wordsOf)).size).toBe(1)
  await rolecall.deliver()
  expect(rolecall.inboxOf(team.owner)).toHaveLength(1)
  await Promise.all([team.admin.does(share('edit')), team.admin.does(share('full'))])
  expect(await liveGrants(rolecall, id)).toHaveLength(1)
})

test('an admin who steps down while sharing has shared before that or not at all', async () => {
  const team = await seedTeam(rolecall)
  const id = await makeChatbot(rolecall, team.admin)
  await team.owner.command('team role', 'Adam member')
  await team.owner.click('Make Member')
  expect(titleOf(await team.admin.command('chatbot share', { chatbot: 'Helper', level: 'view' }))).toMatch(
    /^This is switched off for members/,
  )
  expect(await liveGrants(rolecall, id)).toEqual([])
})

test('the list is paged, eight to a page, active ones first, and no page number breaks it', async () => {
  const team = await seedTeam(rolecall)
  for (let index = 0; index < 10; index += 1)
    await makeChatbot(rolecall, team.owner, { name: `Bot ${index}` })
  await team.owner.command('chatbot archive', 'Bot 0')
  const first = wordsOf(await team.owner.command('chatbot list'))
  expect(first).not.toContain('Bot 0')
  expect(wordsOf(await team.owner.click('Next (page 2 of 2)'))).toMatch(/Bot 9.*Bot 0.*Archived/)
  for (const page of ['-1', '99999999', 'x', ''])
    expect(wordsOf(await team.owner.press(`chatbots.list:${page}`))).toBe(first)
})
