import { DAY_MS } from '../../src/clock'
import { LIFETIME_MS } from '../../src/deadlines'
import { BOTH_WAYS, makeChatbot, setTeam } from '../chatbots/stage'
import { QUESTION, setScene, usageOf } from '../conversations/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'
import { latestOf, offerTeam, redrawnFor, rolesIn, said, statusOf } from './offers'

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

  const latest = (user: TestUser) => latestOf(rolecall, user)

  test('F74 F80 while it waits nothing changes, and nothing after it was declined; the owner reads who and when', async () => {
    const before = await rolesIn(rolecall, team)
    const id = await offerTeam(rolecall, team, 'Maya')
    expect(await rolesIn(rolecall, team)).toEqual(before)
    expect(wordsOf(await team.member.command('team settings'))).toContain('You may not do this')
    expect(titleOf(await team.member.press(`transfers.decline:${id}`))).toBe(
      `You declined team ${team.teamName}`,
    )
    await rolecall.deliver()
    expect(latest(team.owner).title).toBe(`Maya declined team ${team.teamName}`)
    expect(await rolesIn(rolecall, team)).toEqual(before)
  })

  test('F75 B3 nobody but the recipient answers: the owner and an admin are told whose it is, others that there is none', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    for (const user of [team.owner, team.admin])
      for (const verb of ['accept', 'decline'])
        expect(titleOf(await user.press(`transfers.${verb}:${id}`))).toBe(
          `Team ${team.teamName} is offered to Maya`,
        )
    expect(titleOf(await team.member.press(`transfers.cancel:${id}`))).toBe('There is no such transfer')
    expect(titleOf(await team.admin.press(`transfers.open:${id}`))).toBe('There is no such transfer')
    const { owner: foreigner } = await seedTeam(rolecall)
    for (const verb of ['accept', 'decline', 'cancel', 'open'])
      expect(titleOf(await foreigner.press(`transfers.${verb}:${id}`))).toBe('There is no such transfer')
    expect(await statusOf(rolecall, id)).toBe('pending')
  })

  test('F76 F77 F81 a plain member accepts with one click: they own the team, the old owner is Admin and still invites', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const accepted = await team.member.press(`transfers.accept:${id}`)
    expect(titleOf(accepted)).toBe(`Team ${team.teamName} is yours`)
    expect(wordsOf(accepted)).toContain('Accepted by ')
    expect(await rolesIn(rolecall, team)).toEqual({ Maya: 'owner', Olivia: 'admin', Adam: 'admin' })
    expect(titleOf(await team.member.click('Team overview'))).toBe(`Team ${team.teamName}`)
    expect(titleOf(await team.owner.command('team delete'))).toMatch(/^You may not do this in team/)
    expect(titleOf(await team.owner.command('team transfer'))).toMatch(/^You may not do this in team/)
    expect(titleOf(await team.owner.command('team invite', 'new@acme.test'))).toBe(
      'Invited 1 person as Member',
    )
    expect((await team.member.command('team delete')).kind).toBe('form')
    await rolecall.deliver()
    expect(latest(team.owner).title).toBe(`Maya accepted team ${team.teamName}`)
  })

  test('R19 the same click delivered again is answered alike and does nothing more', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const first = await team.member.press(`transfers.accept:${id}`, `accept ${id}`)
    expect(await team.member.press(`transfers.accept:${id}`, `accept ${id}`)).toEqual(first)
    expect(titleOf(await team.member.press(`transfers.accept:${id}`))).toBe(
      `The transfer of team ${team.teamName} was accepted already`,
    )
    expect(await rolesIn(rolecall, team)).toMatchObject({ Maya: 'owner', Olivia: 'admin' })
  })

  test('F78 F79 the next question is paid by the new owner, and personal chatbots stay with who made them', async () => {
    const scene = await setScene(rolecall, swapped)
    await setTeam(scene, 'memberChatbotCreation')
    const own = await makeChatbot(rolecall, scene.owner, { name: 'Diary' })
    const payers = async (id: string) =>
      (await usageOf(rolecall, id)).map(({ payer }: { payer: string }) => payer)
    const ask = (user: TestUser, chatbot: string) =>
      user.command('ask', { ...QUESTION, chatbot, private: 'yes' })
    await ask(scene.admin, 'Handbook')
    const id = await offerTeam(rolecall, scene, 'Maya')
    await ask(scene.admin, 'Handbook')
    await scene.member.press(`transfers.accept:${id}`)
    await ask(scene.admin, 'Handbook')
    await ask(scene.owner, 'Diary')
    expect(await payers(scene.chatbotId)).toEqual(['Olivia', 'Olivia', 'Maya'])
    expect(await payers(own)).toEqual(['Olivia'])
    expect(wordsOf(await scene.member.command('chatbot list'))).not.toContain('Diary')
  })

  test('F82 it is seen in the message, in /rolecall, on the Home tab and in /inbox, by both sides', async () => {
    await offerTeam(rolecall, team, 'Maya')
    expect(wordsOf(await team.member.command('rolecall'))).toContain(`Team ${team.teamName}`)
    expect(wordsOf(await team.member.does({ kind: 'home' }))).toContain('offers it to you')
    await team.member.command('inbox')
    expect(wordsOf(team.member.last)).toContain('offers it to you')
    expect(titleOf(await team.member.click('Open'))).toBe(`Team ${team.teamName} is offered to you`)
    expect(titleOf(await team.member.click('Accept'))).toBe(`Team ${team.teamName} is yours`)
    expect(wordsOf(await team.member.command('inbox'))).not.toContain('offers it to you')
  })

  test('F82 the owner finds their offer in /inbox and cancels it there', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    await team.owner.command('inbox')
    expect(wordsOf(team.owner.last)).toContain('you offer it to')
    await team.owner.click('Open')
    await team.owner.click('Cancel the offer')
    expect(await statusOf(rolecall, id)).toBe('cancelled')
    expect(wordsOf(await team.owner.command('inbox'))).not.toContain('you offer it to')
  })

  test('R15 H4 it is accepted in the last millisecond, and refused in the next', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    rolecall.clock.advance(LIFETIME_MS - 1)
    expect(titleOf(await team.member.press(`transfers.open:${id}`))).toContain('is offered to you')
    await team.member.press(`transfers.decline:${id}`)
    const other = await offerTeam(rolecall, team, 'Maya')
    rolecall.clock.advance(LIFETIME_MS)
    expect(titleOf(await team.member.press(`transfers.accept:${other}`))).toBe(
      `The transfer of team ${team.teamName} has expired`,
    )
    expect(await statusOf(rolecall, id)).toBe('declined')
    expect(await statusOf(rolecall, other)).toBe('expired')
    expect(await rolesIn(rolecall, team)).toMatchObject({ Olivia: 'owner', Maya: 'member' })
  })

  test('both are reminded once, a day before the end, and told when it is over', async () => {
    await offerTeam(rolecall, team, 'Maya')
    rolecall.clock.advance(LIFETIME_MS - DAY_MS + 1)
    for (let again = 0; again < 2; again += 1) {
      await rolecall.sweep()
      await rolecall.deliver()
    }
    const reminders = (user: TestUser) =>
      rolecall
        .inboxOf(user)
        .filter(({ title }) => /^(Waits for your answer:|Maya has not answered yet)/.test(title))
    expect([reminders(team.member).length, reminders(team.owner).length]).toEqual([1, 1])
    rolecall.clock.advance(DAY_MS + 20_000)
    await rolecall.sweep()
    await rolecall.deliver()
    expect(latest(team.member).title).toBe(`The time to accept team ${team.teamName} is over`)
    expect(latest(team.owner).title).toBe(`Maya did not answer about team ${team.teamName}`)
    expect(cardOf(await team.owner.command('inbox')).title).toBe('Nothing waits for you')
  })

  test('H1 a recipient who has left the team is no recipient any more: refused, and the offer is cancelled', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    await team.member.press(`teams.leave:${team.teamId}`)
    await rolecall.deliver()
    expect(await statusOf(rolecall, id)).toBe('cancelled')
    expect(titleOf(await team.member.press(`transfers.accept:${id}`))).toBe('There is no such transfer')
    expect(latest(team.owner).title).toBe(`Team ${team.teamName} is not offered to Maya any more`)
    for (const card of [latest(team.owner), redrawnFor(rolecall, team.owner)])
      expect(said(card?.text)).toBe(`Maya is not in team ${team.teamName} any more.`)
    expect(redrawnFor(rolecall, team.owner)?.title).toBe(`Your offer of team ${team.teamName} is cancelled`)
  })

  test('H2 the old owner’s form and buttons are dead after the transfer', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    await team.owner.command('team delete')
    const { last } = team.owner
    await team.member.press(`transfers.accept:${id}`)
    if (last.kind !== 'form') throw new Error('a form is open')
    const late = await team.owner.does({
      kind: 'submit',
      submit: last.form.submit,
      values: { name: team.teamName },
    })
    expect(titleOf(late)).toMatch(/^You may not do this in team/)
    expect(titleOf(await team.owner.press(`transfers.cancel:${id}`))).toBe(
      `The transfer of team ${team.teamName} was accepted already`,
    )
    expect(await rolesIn(rolecall, team)).toMatchObject({ Maya: 'owner' })
  })
})
