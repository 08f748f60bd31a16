import { BOTH_WAYS, makeChatbot, setTeam } from '../chatbots/stage'
import { keepDocument, QUESTION, setScene, turnsOf, usageOf } from '../conversations/stage'
import { createRolecall, pressOf, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import {
  addressOf,
  countTransfers,
  labelsOf,
  latestOf,
  offerChatbot,
  ownerOf,
  rolesIn,
  said,
  statusOf,
} from './offers'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let chatbotId: string
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Handbook' })
  })

  const latest = (user: TestUser) => latestOf(rolecall, user)
  const toMaya = async () => ({
    chatbot: 'Handbook',
    address: await addressOf(rolecall, team.member),
    name: 'Maya',
  })

  test('F83 only its owner offers a chatbot: others are refused, typed or by a copied button', async () => {
    const id = await makeChatbot(rolecall, team.admin, { name: 'Shared', level: 'full' })
    const address = await addressOf(rolecall, team.member)
    for (const user of [team.owner, team.member])
      expect(titleOf(await user.command('chatbot transfer', { chatbot: 'Shared', address }))).toBe(
        'You may not hand chatbot Shared over',
      )
    await team.admin.command('chatbot transfer', { chatbot: 'Shared', address })
    const offer = pressOf(team.admin.last, 'Offer it to Maya')
    for (const user of [team.owner, team.member])
      expect(titleOf(await user.press(offer))).toBe('You may not hand chatbot Shared over')
    const { owner: foreigner } = await seedTeam(rolecall)
    expect(titleOf(await foreigner.press(offer))).toBe('There is no such chatbot')
    expect(await countTransfers(rolecall, team)).toBe(0)
    expect(await ownerOf(rolecall, id)).toBe('Adam')
  })

  test('F83 a plain member hands over a chatbot of their own', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const id = await makeChatbot(rolecall, team.member, { name: 'Mine' })
    const offer = { chatbot: 'Mine', address: await addressOf(rolecall, team.admin), name: 'Adam' }
    const transfer = await offerChatbot(rolecall, team.member, offer)
    await team.admin.press(`transfers.accept:${transfer}`)
    expect(await ownerOf(rolecall, id)).toBe('Adam')
  })

  test('F84 an address nobody here has is refused, whoever else has it; the form keeps it', async () => {
    const other = await seedTeam(rolecall)
    for (const address of ['nobody@acme.test', await addressOf(rolecall, other.member), 'Zoltan']) {
      const answer = await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address })
      expect(titleOf(answer)).toMatch(/^Nobody in workspace Workspace \d+ is called that$/)
    }
    expect((await team.owner.command('chatbot transfer')).kind).toBe('form')
    await team.owner.submit({ chatbot: 'Handbook', address: 'Zoltan' })
    expect(wordsOf(team.owner.last) + JSON.stringify(team.owner.last)).toContain('is called that')
    if (team.owner.last.kind === 'say') await team.owner.click('Edit')
    expect(JSON.stringify(team.owner.last)).toContain('"value":"Zoltan"')
    expect(await countTransfers(rolecall, team)).toBe(0)
  })

  test('F84 wrong addresses are limited, so that nobody finds out by trying whose exist', async () => {
    const tried = async (name: string) =>
      titleOf(
        await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address: `${name}@acme.test` }),
      )
    for (const name of ['a', 'b', 'c', 'd', 'e']) expect(await tried(name)).toMatch(/^Nobody in workspace/)
    expect(await tried('f')).toMatch(/^Too many/)
  })

  test('R5 the card before it says exactly what will happen, and nothing is sent before its button', async () => {
    const { chatbot, address } = await toMaya()
    await team.owner.command('chatbot transfer', { chatbot, address })
    expect(titleOf(team.owner.last)).toBe('Offer chatbot Handbook to Maya?')
    expect(said(team.owner.last)).toContain(
      'Chatbot Handbook will belong to Maya; you lose it unless it is shared back. Documents and conversations go with it. Maya pays for it from then on.',
    )
    await rolecall.deliver()
    expect([await countTransfers(rolecall, team), rolecall.inboxOf(team.member)]).toEqual([0, []])
    expect(titleOf(await team.owner.click('Cancel'))).toBe('Nothing was sent, nothing was changed')
    expect(await countTransfers(rolecall, team)).toBe(0)
  })

  test('by name or mention as well; who is meant must be somebody else', async () => {
    expect(
      titleOf(await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address: 'May' })),
    ).toBe('Offer chatbot Handbook to Maya?')
    const mention = `<@${team.admin.id.userId}>`
    expect(
      titleOf(await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address: mention })),
    ).toBe('Offer chatbot Handbook to Adam?')
    expect(
      titleOf(await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address: 'Olivia' })),
    ).toBe('This chatbot is yours already')
  })

  test('people of one name are told apart by their addresses, and whoever is picked gets it', async () => {
    const [first] = [
      await seedPerson(rolecall, team, { name: 'Twin', platform: 'slack' }),
      await seedPerson(rolecall, team, { name: 'Twin', platform: 'discord' }),
    ]
    await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address: 'Twin' })
    const shown = team.owner.last
    if (shown.kind !== 'form') throw new Error('no form asks who is meant')
    const choices = shown.form.fields.flatMap((field) => (field.kind === 'choice' ? field.choices : []))
    expect(choices).toHaveLength(2)
    expect(new Set(choices.map(({ label }) => label)).size).toBe(2)
    for (const { label } of choices) expect(label).toMatch(/^Twin \(.*•••.*@acme\.test\)$/)
    const picked = choices.find(({ value }) => value === first.personId)
    await team.owner.submit({ chatbot: chatbotId, address: picked?.value ?? '' })
    await team.owner.click('Offer it to Twin')
    await rolecall.deliver()
    expect(latest(first.user).title).toBe('Chatbot Handbook is offered to you')
  })

  test('R22 anybody of the workspace may get it, also who is in no team', async () => {
    const ann = await seedPerson(rolecall, team, { name: 'Ann', platform: 'discord' })
    const offer = { chatbot: 'Handbook', address: ann.address.toUpperCase(), name: 'Ann' }
    const id = await offerChatbot(rolecall, team.owner, offer)
    await ann.user.press(`transfers.accept:${id}`)
    expect(titleOf(await ann.user.click('Show'))).toBe('Chatbot Handbook')
    expect(await rolesIn(rolecall, team)).toEqual({ Olivia: 'owner', Adam: 'admin', Maya: 'member' })
  })

  test('B7 B17 the recipient reads who offers what, who pays, who loses what, and until when', async () => {
    await offerChatbot(rolecall, team.owner, await toMaya())
    const card = latest(team.member)
    expect(card.title).toBe('Chatbot Handbook is offered to you')
    expect(said(card)).toContain(
      'Chatbot Handbook will belong to you; Olivia loses it unless it is shared back. Documents and conversations go with it. You pay for it from then on.',
    )
    expect(JSON.stringify(card.fields)).toContain('"time":')
    expect(JSON.stringify(card.context)).toContain('Workspace')
    expect(labelsOf(card)).toEqual(['Accept', 'Decline'])
    expect(latest(team.owner).title).toBe('Chatbot Handbook is offered to Maya')
    expect(rolecall.mails.at(-1)?.mail.subject).toBe('Olivia offers you chatbot Handbook')
  })

  test('F85 cancelled by its owner, it cannot be accepted any more', async () => {
    const id = await offerChatbot(rolecall, team.owner, await toMaya())
    await team.owner.press(`transfers.cancel:${id}`)
    await rolecall.deliver()
    expect(latest(team.member).title).toBe('Chatbot Handbook is not offered to you any more')
    expect(titleOf(await team.member.press(`transfers.accept:${id}`))).toBe(
      'The transfer of chatbot Handbook was cancelled',
    )
    expect(await ownerOf(rolecall, chatbotId)).toBe('Olivia')
  })

  test('F86 F89 the old owner is out at once, and nobody’s membership moves', async () => {
    const before = await rolesIn(rolecall, team)
    const id = await offerChatbot(rolecall, team.owner, await toMaya())
    expect(await ownerOf(rolecall, chatbotId)).toBe('Olivia')
    expect(titleOf(await team.member.press(`transfers.accept:${id}`))).toBe('Chatbot Handbook is yours')
    expect(titleOf(await team.owner.press(`chatbots.open:${chatbotId}`))).toBe('There is no such chatbot')
    expect(wordsOf(await team.owner.command('chatbot list'))).not.toContain('Handbook')
    expect(titleOf(await team.member.click('Show'))).toBe('Chatbot Handbook')
    expect(await rolesIn(rolecall, team)).toEqual(before)
    await rolecall.deliver()
    expect(latest(team.owner).title).toBe('Maya accepted chatbot Handbook')
  })

  test('F86 the old owner has it again once it is shared back', async () => {
    const id = await offerChatbot(rolecall, team.owner, {
      chatbot: 'Handbook',
      address: await addressOf(rolecall, team.admin),
      name: 'Adam',
    })
    await team.admin.press(`transfers.accept:${id}`)
    await team.admin.command('chatbot share', { chatbot: 'Handbook', level: 'view' })
    expect(wordsOf(await team.owner.command('chatbot list'))).toContain('Handbook')
  })

  test('F87 F88 the new owner pays for the next question; documents, conversations and settings are what they were', async () => {
    const scene = await setScene(rolecall, swapped)
    const own = await makeChatbot(rolecall, scene.owner, { name: 'Diary', instructions: 'Be brief.' })
    await keepDocument(rolecall, {
      chatbotId: own,
      passages: { Hours: 'The warehouse opens at seven in the morning.' },
    })
    await scene.owner.command('ask', { ...QUESTION, chatbot: 'Diary', private: 'yes' })
    const contents = async () => ({
      turns: await turnsOf(rolecall, own),
      documents: await rolecall.db.query('SELECT id, name, access FROM document WHERE base_id = $1', [own]),
      settings: await rolecall.db.query('SELECT name, instructions, status FROM chatbot WHERE id = $1', [
        own,
      ]),
    })
    const before = await contents()
    const id = await offerChatbot(rolecall, scene.owner, {
      chatbot: 'Diary',
      address: await addressOf(rolecall, scene.member),
      name: 'Maya',
    })
    await scene.member.press(`transfers.accept:${id}`)
    expect(await contents()).toEqual(before)
    await scene.member.command('ask', { ...QUESTION, chatbot: 'Diary', private: 'yes' })
    const payers = (await usageOf(rolecall, own)).map(({ payer }: { payer: string }) => payer)
    expect(payers).toEqual(['Olivia', 'Maya'])
  })

  test('what is shared with a team stays so, paid by the owner of the team, and both cards say it', async () => {
    const id = await makeChatbot(rolecall, team.admin, { name: 'Shared', level: 'view' })
    const offer = { chatbot: 'Shared', address: await addressOf(rolecall, team.member), name: 'Maya' }
    const transfer = await offerChatbot(rolecall, team.admin, offer)
    // `said` leaves commas out.
    const kept = 'It stays shared with its team whose owner goes on paying for its members.'
    expect(said(latest(team.member))).toContain(`${kept} You pay for everybody else from then on.`)
    expect(said(latest(team.admin))).toContain(`${kept} Maya pays for everybody else from then on.`)
    await team.member.press(`transfers.accept:${transfer}`)
    expect(await ownerOf(rolecall, id)).toBe('Maya')
    expect(wordsOf(await team.owner.command('chatbot show', { chatbot: 'Shared' }))).toContain(
      `Olivia, owner of team ${team.teamName}`,
    )
  })

  test('F90 declined, nothing has changed, and the owner reads who and when', async () => {
    const id = await offerChatbot(rolecall, team.owner, await toMaya())
    expect(titleOf(await team.member.press(`transfers.decline:${id}`))).toBe('You declined chatbot Handbook')
    await rolecall.deliver()
    expect(latest(team.owner).title).toBe('Maya declined chatbot Handbook')
    expect(await ownerOf(rolecall, chatbotId)).toBe('Olivia')
    expect(await statusOf(rolecall, id)).toBe('declined')
  })

  test('F75 only the recipient answers, and one chatbot is offered to one person at a time (R17)', async () => {
    const id = await offerChatbot(rolecall, team.owner, await toMaya())
    expect(titleOf(await team.owner.press(`transfers.accept:${id}`))).toBe(
      'Chatbot Handbook is offered to Maya',
    )
    // Nobody else has anything to do with a personal chatbot.
    expect(titleOf(await team.admin.press(`transfers.accept:${id}`))).toBe('There is no such transfer')
    const again = await team.owner.command('chatbot transfer', { chatbot: 'Handbook', address: 'Adam' })
    expect(titleOf(again)).toBe('Chatbot Handbook is offered to Maya already')
    const [adam] = await rolecall.db.query('SELECT person_id AS id FROM chat_identity WHERE user_id = $1', [
      team.admin.id.userId,
    ])
    expect(titleOf(await team.owner.press(`transfers.chatbot:${chatbotId}:${adam.id}`))).toBe(
      'Chatbot Handbook is offered to Maya already',
    )
    expect(await ownerOf(rolecall, chatbotId)).toBe('Olivia')
  })

  test('B12 H14 a recipient who blocks private messages has the mail and /inbox, and the owner is told', async () => {
    const { platform, tenant, userId } = team.member.id
    rolecall.blocked.add(`${platform}:${tenant}:${userId}`)
    const id = await offerChatbot(rolecall, team.owner, await toMaya())
    expect(rolecall.mails.at(-1)?.to).toBe(await addressOf(rolecall, team.member))
    expect(wordsOf(await team.member.command('inbox'))).toContain('Chatbot Handbook')
    expect(rolecall.inboxOf(team.owner).some(({ title }) => title.includes('Maya'))).toBe(true)
    await team.member.press(`transfers.accept:${id}`)
    expect(await ownerOf(rolecall, chatbotId)).toBe('Maya')
  })
})
