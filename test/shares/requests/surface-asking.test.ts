import { DAY_MS } from '../../../src/clock'
import { REASON_LENGTH } from '../../../src/shares/requests/request'
import { BOTH_WAYS, liveGrants, makeChatbot, setTeam } from '../../chatbots/stage'
import { usageOf } from '../../conversations/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { countRequests } from './stage'
import { askInChat, buttonsOf, fileForm, pressOn, read, toldTo } from './surface-stage'

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

  test('F36 F58 F59 B6 a member asks in a form, without a reason; both get a card that says what is asked of whom', async () => {
    const { chatbotId } = await askInChat(rolecall, team)
    expect(titleOf(team.member.last)).toBe('Olivia is asked to share chatbot Helper')
    expect(team.member.last).toMatchObject({ kind: 'say', audience: 'private' })
    const mine = toldTo(rolecall, team.member)
    expect(read(mine)).toContain(`Olivia decides whether team ${team.teamName} gets it.`)
    expect(read(mine)).toContain('None given')
    expect(buttonsOf(mine)).toEqual(['Withdraw', 'Show'])
    expect(titleOf(await pressOn(team.member, mine, 'Show'))).toBe('Chatbot Helper')
    expect(titleOf({ kind: 'say', audience: 'private', card: toldTo(rolecall, team.owner) })).toBe(
      'Maya asks to share chatbot Helper',
    )
    expect(await liveGrants(rolecall, chatbotId)).toEqual([])
  })

  test('B7 F63 B17 the owner reads who, what, level, reason, cost, plan, end and why, and may act on it', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const description = 'Answers what newcomers ask'
    const chatbotId = await makeChatbot(rolecall, team.member, { description })
    rolecall.model.says('Yes.')
    await team.member.command('ask', { question: 'Are you there?', chatbot: 'Helper' })
    expect(await usageOf(rolecall, chatbotId)).toMatchObject([{ payer: 'Maya' }])
    rolecall.clock.advance(10 * DAY_MS)
    await fileForm(team, chatbotId, { level: 'edit', reason: 'Everybody asks me' })
    await rolecall.deliver()
    const card = toldTo(rolecall, team.owner)
    const said = read(card)
    expect(said).toContain('edit: also change its settings')
    expect(said).toContain('Everybody asks me')
    expect(said).toContain(description)
    expect(said).toContain(
      `Now Maya. Once you approve, you, as owner of team ${team.teamName}, for what its members ask.`,
    )
    expect(said).toMatch(/1 answer, less than \$0\.01; at this pace less than \$0\.01 a month/)
    expect(said).toContain('Left of plan Basic')
    expect(said).toMatch(/\$(20\.00|19\.99) of \$20\.00 this month/)
    expect(said).toContain(`You own team ${team.teamName}`)
    expect(said).toMatch(/open until [A-Z][a-z]+ \d+, 2026/)
    expect(buttonsOf(card)).toEqual(['Approve: edit, no documents', 'Approve…', 'Deny…'])
  })

  test('B7 the card leads to the chatbot where the owner reaches it already', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    await rolecall.db.query(
      `INSERT INTO share_grant (id, account_id, chatbot_id, person_id, level, knowledge, granted_by, granted_at)
       SELECT 'G' || c.id, c.account_id, c.id, i.person_id, 'view', false, c.owner_id, c.created_at
       FROM chatbot c, chat_identity i WHERE c.id = $1 AND i.user_id = $2`,
      [chatbotId, team.owner.id.userId],
    )
    await fileForm(team, chatbotId, { level: 'view' })
    await rolecall.deliver()
    expect(titleOf(await pressOn(team.owner, toldTo(rolecall, team.owner), 'Show'))).toBe('Chatbot Helper')
  })

  test.each([
    ['in a form', 'Helper'],
    ['with a level typed', 'Helper level:edit'],
  ])('F38 F36 R7 a member who shares a chatbot of theirs is led to ask, %s', async (_how, line) => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    const options = { chatbot: 'Helper', ...(line.includes('level') && { level: 'edit' }) }
    await team.member.command('chatbot share', swapped ? line : options)
    const proposed = line.includes('level') ? 'edit' : 'view'
    expect(team.member.last).toMatchObject({
      form: { title: 'Ask to share', fields: [{ value: proposed }, {}] },
    })
    await team.member.submit({ level: proposed, reason: 'For everybody' })
    expect(titleOf(team.member.last)).toBe('Olivia is asked to share chatbot Helper')
    expect(await countRequests(rolecall, chatbotId)).toBe(1)
    expect(await liveGrants(rolecall, chatbotId)).toEqual([])
  })

  test('F37 with the setting off the form is refused and names the setting; nothing is asked', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    await setTeam(team)
    expect(titleOf(await fileForm(team, chatbotId, { level: 'view' }))).toBe(
      `This is switched off for members of team ${team.teamName}`,
    )
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
  })

  test('F91 without a level the form comes back and nothing is asked', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    expect(JSON.stringify(await fileForm(team, chatbotId, { reason: 'Please' }))).toContain(
      'Level is missing',
    )
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
  })

  test.each([
    ['one character too many', REASON_LENGTH + 1, REASON_LENGTH + 1],
    ['3,001 characters', 3_001, 3_000],
  ])('H7 a reason of %s is refused in the form, with what was typed kept', async (_what, length, kept) => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.member)
    const answer = await fileForm(team, chatbotId, { level: 'full', reason: 'r'.repeat(length) })
    expect(JSON.stringify(answer)).toContain(`at most ${REASON_LENGTH}`)
    if (answer.kind === 'say') await team.member.click('Edit')
    const { last } = team.member
    expect(last).toMatchObject({
      form: { fields: [{ value: 'full' }, { value: 'r'.repeat(kept) }] },
    })
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
    expect(titleOf(await team.member.submit({ level: 'full', reason: 'shorter' }))).toBe(
      'Olivia is asked to share chatbot Helper',
    )
  })

  test('H7 the longest reason stands whole on both cards', async () => {
    const reason = `${'long words '.repeat(90)}${'x'.repeat(10)}`
    expect(reason).toHaveLength(REASON_LENGTH)
    await askInChat(rolecall, team, { reason })
    for (const user of [team.owner, team.member]) expect(read(toldTo(rolecall, user))).toContain(reason)
  })

  test('H8 B13 hostile names and reasons stay words in every message', async () => {
    const hostile = '<!channel> @everyone [x](http://evil.test)'
    await askInChat(rolecall, team, { name: hostile, reason: `*${hostile}*` })
    const card = toldTo(rolecall, team.owner)
    expect(card.fields?.find(({ name }) => name === 'Reason')?.value).toBe(`*${hostile}*`)
    await pressOn(team.owner, card, 'Deny…')
    await team.owner.submit({ answer: hostile })
    await rolecall.deliver()
    const told = toldTo(rolecall, team.member)
    expect(told.fields).toEqual([{ name: 'Reason of the denial', value: hostile }])
    expect(JSON.stringify([card, told])).not.toContain('"link"')
  })

  test('R17 a second request for the same chatbot is refused and says until when the first one waits', async () => {
    const { chatbotId } = await askInChat(rolecall, team)
    expect(titleOf(await fileForm(team, chatbotId, { level: 'full' }))).toBe(
      'A request for chatbot Helper is waiting already',
    )
    expect(await countRequests(rolecall, chatbotId)).toBe(1)
  })

  test('F38 owner and admin are refused to ask, and a foreign chatbot is not found', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const chatbotId = await makeChatbot(rolecall, team.admin)
    expect(titleOf(await fileForm(team, chatbotId, { level: 'view' }, team.admin))).toBe(
      `You may not do this in team ${team.teamName}`,
    )
    expect(titleOf(await fileForm(team, chatbotId, { level: 'view' }))).toBe('There is no such chatbot')
    expect(await countRequests(rolecall, chatbotId)).toBe(0)
  })

  test('F68 F69 the owner lists all requests, pending first, a member only their own; others find none', async () => {
    const first = await askInChat(rolecall, team, { name: 'First' })
    await team.owner.press(`requests.approveAsAsked:${first.id}`)
    await askInChat(rolecall, team, { name: 'Second' })
    const rows = (cardOf(await team.owner.command('team requests')).rows ?? []).map((row) =>
      read({ title: '', rows: [row] }),
    )
    expect(rows).toEqual([
      expect.stringMatching(/^Second of Maya — level view · Pending, expires/),
      expect.stringMatching(/^First of Maya — level view · Approved by Olivia · view, without documents/),
    ])
    const menus = cardOf(team.owner.last).rows?.map(({ menu }) => menu?.options.map(({ label }) => label))
    expect(menus).toEqual([['Open', 'Approve: view, no documents', 'Approve…', 'Deny…'], undefined])
    const mine = cardOf(await team.member.command('team requests'))
    expect(mine.title).toBe(`Your requests to share with team ${team.teamName}`)
    expect(mine.rows?.map(({ menu }) => menu?.options.map(({ label }) => label))).toEqual([
      ['Open', 'Withdraw'],
      undefined,
    ])
    expect(cardOf(await team.admin.command('team requests')).rows).toEqual([])
  })

  test('B10 a long list is paged, and a page that is not there shows the first', async () => {
    await setTeam(team, 'memberChatbotCreation')
    for (let count = 1; count <= 9; count += 1) await askInChat(rolecall, team, { name: `Bot ${count}` })
    await team.owner.command('team requests')
    expect(read(cardOf(team.owner.last))).toContain('Bot 9')
    expect(read(cardOf(await team.owner.click('Next (page 2 of 2)')))).toContain('Bot 1')
    for (const page of ['7', '-1', 'x'])
      expect(read(cardOf(await team.owner.press(`requests.list:${team.teamId}:${page}`)))).toContain('Bot 9')
  })

  test('what waits stands in the inbox and on the home view of the owner, and of nobody else', async () => {
    await askInChat(rolecall, team)
    for (const command of ['inbox', 'rolecall']) {
      expect(read(cardOf(await team.owner.command(command)))).toContain(
        `Maya asks to share chatbot Helper with team ${team.teamName}`,
      )
      expect(await team.owner.click('Open')).toMatchObject({
        ...{ kind: 'say', audience: 'private' },
        subject: { type: 'shareRequest', view: 'decider' },
      })
      expect(buttonsOf(cardOf(team.owner.last))).toContain('Approve…')
      for (const user of [team.admin, team.member])
        expect(read(cardOf(await user.command(command)))).not.toContain('asks to share')
    }
    await rolecall.clock.advance(7 * DAY_MS)
    expect(read(cardOf(await team.owner.command('inbox')))).not.toContain('asks to share')
  })

  test('the help names the commands to those who may', async () => {
    expect(wordsOf(await team.owner.command('rolecall'))).toContain('"team requests"')
    expect(wordsOf(await team.member.command('rolecall'))).not.toContain('"team requests"')
    await setTeam(team, 'memberChatbotCreation')
    const help = wordsOf(await team.member.command('rolecall'))
    expect(help).toContain('"team requests"')
    expect(help).toContain('"chatbot share"')
  })
})
