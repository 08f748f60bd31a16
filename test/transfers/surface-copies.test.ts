import { DAY_MS } from '../../src/clock'
import { LIFETIME_MS } from '../../src/deadlines'
import { BOTH_WAYS, makeChatbot } from '../chatbots/stage'
import { onBothPlatforms } from '../hostile/scene'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { addressOf, labelsOf, latestOf, offerChatbot, offerTeam, redrawnFor, said } from './offers'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** Owner and member speak on different platforms: what one does must show on the other. */
describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
  })

  test('B4 accepted on one platform, the owner’s copy on the other shows who and when, without buttons', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    await team.member.press(`transfers.accept:${id}`)
    await rolecall.deliver()
    const copy = redrawnFor(rolecall, team.owner)
    expect(copy?.title).toBe(`Team ${team.teamName} belongs to Maya now`)
    expect(said(copy?.context)).toMatch(/Accepted by Maya .*time:\d+/)
    expect(copy?.buttons).toBeUndefined()
    const own = redrawnFor(rolecall, team.member)
    expect(own?.title).toBe(`Team ${team.teamName} is yours`)
    expect(own && labelsOf(own)).toEqual(['Team overview'])
  })

  test('B4 declined, cancelled or expired, both copies show who and when', async () => {
    const chatbots = ['One', 'Two', 'Three'] as const
    const address = await addressOf(rolecall, team.member)
    const [one = '', two = '', three = ''] = await inTurn(chatbots, async (chatbot) => {
      await makeChatbot(rolecall, team.owner, { name: chatbot })
      return offerChatbot(rolecall, team.owner, { chatbot, address, name: 'Maya' })
    })
    await team.member.press(`transfers.decline:${one}`)
    await rolecall.deliver()
    for (const user of [team.owner, team.member])
      expect(said(redrawnFor(rolecall, user))).toContain('Declined by Maya')
    await team.owner.press(`transfers.cancel:${two}`)
    await rolecall.deliver()
    for (const user of [team.owner, team.member])
      expect(said(redrawnFor(rolecall, user))).toContain('Cancelled by Olivia')
    rolecall.clock.advance(LIFETIME_MS)
    await team.member.press(`transfers.accept:${three}`)
    await rolecall.deliver()
    for (const user of [team.owner, team.member]) {
      expect(said(redrawnFor(rolecall, user))).toContain('Expired')
      expect(redrawnFor(rolecall, user)?.buttons).toBeUndefined()
    }
  })

  test('B4 reminded on the platform where they are by then, they answer there, and their card on the other follows', async () => {
    const { slack, discord } = await onBothPlatforms(rolecall, team, team.member)
    const id = await offerTeam(rolecall, team, 'Maya')
    const elsewhere = team.member === slack ? discord : slack
    await rolecall.db.query(
      `UPDATE chat_identity SET last_active_at = last_active_at + interval '1 day' WHERE platform = $1 AND user_id = $2`,
      [elsewhere.id.platform, elsewhere.id.userId],
    )
    rolecall.clock.advance(LIFETIME_MS - DAY_MS + 1)
    await rolecall.sweep()
    await rolecall.deliver()
    expect(latestOf(rolecall, elsewhere).title).toBe(
      `Waits for your answer: team ${team.teamName} is offered to you`,
    )
    expect(said(latestOf(rolecall, elsewhere))).toMatch(/The offer ends .*time:\d+/)
    expect(labelsOf(latestOf(rolecall, elsewhere))).toEqual(['Accept', 'Decline'])
    expect(labelsOf(latestOf(rolecall, team.owner))).toEqual(['Cancel the offer'])
    expect(titleOf(await elsewhere.press(`transfers.accept:${id}`))).toBe(`Team ${team.teamName} is yours`)
    await rolecall.deliver()
    for (const user of [team.member, elsewhere])
      expect(said(redrawnFor(rolecall, user))).toContain('Accepted by Maya')
  })

  test.each(['accept', 'decline', 'cancel', 'expire'])(
    'B4 B6 each side has one card and no second message of its words: %s',
    async (end) => {
      const id = await offerTeam(rolecall, team, 'Maya')
      const by = end === 'cancel' ? team.owner : team.member
      rolecall.clock.advance(end === 'expire' ? LIFETIME_MS + 60_000 : 0)
      if (end !== 'expire') await by.press(`transfers.${end}:${id}`)
      await rolecall.sweep()
      await rolecall.deliver()
      for (const user of [team.owner, team.member]) {
        const titles = rolecall.inboxOf(user).map(({ title }) => title)
        expect(titles).toHaveLength(user === by && end !== 'expire' ? 1 : 2)
        expect(new Set([...titles, redrawnFor(rolecall, user)?.title]).size).toBe(titles.length + 1)
      }
    },
  )

  test('H1 a click on a card that is behind is refused with what has happened, and brings the card up to date', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    await team.owner.press(`transfers.cancel:${id}`)
    // What was owed is lost, as if the platform had not taken the edit.
    await rolecall.db.query(`DELETE FROM outbox WHERE subject_id = $1 AND kind = 'refresh'`, [id])
    await rolecall.deliver()
    expect(redrawnFor(rolecall, team.member)).toBeUndefined()
    expect(titleOf(await team.member.press(`transfers.accept:${id}`))).toContain('was cancelled')
    await rolecall.deliver()
    expect(said(redrawnFor(rolecall, team.member))).toContain('Cancelled by Olivia')
  })

  test('B6 who cannot be told in chat is told by mail, once, and by the mail with the link alone', async () => {
    const nora = await seedPerson(rolecall, team, { name: 'Nora', platform: 'slack', role: 'member' })
    await rolecall.db.query('DELETE FROM chat_identity WHERE person_id = $1', [nora.personId])
    const before = rolecall.mails.length
    await offerTeam(rolecall, team, 'Nora')
    expect(rolecall.mails.slice(before).map(({ to, mail }) => [to, mail.action?.label])).toEqual([
      [nora.address, 'See the offer'],
    ])
    rolecall.clock.advance(LIFETIME_MS - DAY_MS + 1)
    await rolecall.sweep()
    await rolecall.deliver()
    const subject = `Waits for your answer: team ${team.teamName} is offered to you`
    const reminders = rolecall.mails.filter(({ mail }) => mail.subject === subject)
    expect(reminders.map(({ to }) => to)).toEqual([nora.address])
    expect(reminders[0]?.mail.action?.label).toBe('See the offer')
  })

  test('the mail goes to the address proved last, and who has none gets only the card', async () => {
    const { personId, user } = await seedPerson(rolecall, team, {
      name: 'Lou',
      platform: 'slack',
      address: null,
    })
    await makeChatbot(rolecall, team.owner, { name: 'Guide' })
    const before = rolecall.mails.length
    const id = await offerChatbot(rolecall, team.owner, { chatbot: 'Guide', address: 'Lou', name: 'Lou' })
    expect(latestOf(rolecall, user).title).toBe('Chatbot Guide is offered to you')
    expect(rolecall.mails.length).toBe(before)
    await user.press(`transfers.decline:${id}`)
    const lou = personId.toLowerCase()
    await rolecall.db.query(
      `INSERT INTO person_address (person_id, address, verified_at)
       VALUES ($1, $2, '2020-01-01'), ($1, $3, '2021-01-01')`,
      [personId, `old.${lou}@acme.test`, `new.${lou}@acme.test`],
    )
    await offerChatbot(rolecall, team.owner, { chatbot: 'Guide', address: 'Lou', name: 'Lou' })
    expect(rolecall.mails.slice(before).map(({ to }) => to)).toEqual([`new.${lou}@acme.test`])
  })

  test('H14 a recipient with neither a chat user nor an address: who offers it is told, and it waits in /inbox', async () => {
    const lou = await seedPerson(rolecall, team, { name: 'Lou', platform: 'slack', address: null })
    await makeChatbot(rolecall, team.owner, { name: 'Guide' })
    await rolecall.db.query('DELETE FROM chat_identity WHERE person_id = $1', [lou.personId])
    const before = rolecall.mails.length
    const id = await offerChatbot(rolecall, team.owner, { chatbot: 'Guide', address: 'Lou', name: 'Lou' })
    const titles = rolecall.inboxOf(team.owner).map(({ title }) => title)
    expect(titles.filter((title) => title === 'Lou could not be told')).toHaveLength(1)
    expect(rolecall.mails.length).toBe(before)
    const owed = await rolecall.db.query(
      `SELECT name, status FROM outbox WHERE subject_id = $1 AND person_id = $2 ORDER BY id`,
      [id, lou.personId],
    )
    expect(owed).toContainEqual({ name: 'transfer.offered', status: 'undeliverable' })
  })

  test('the help of /rolecall names handing the team over to its owner alone', async () => {
    const told = async () =>
      Promise.all(
        [team.owner, team.admin, team.member].map(async (user) =>
          wordsOf(await user.command('rolecall')).includes('"team transfer"'),
        ),
      )
    expect(await told()).toEqual([true, false, false])
  })

  test('B16 R21 a stranger and a person of another account get nothing from a copied button', async () => {
    const id = await offerTeam(rolecall, team, 'Maya')
    const { member: foreigner } = await seedTeam(rolecall)
    for (const verb of ['accept', 'decline', 'cancel', 'open'])
      expect(titleOf(await foreigner.press(`transfers.${verb}:${id}`))).toBe('There is no such transfer')
    const elsewhere = foreigner.in(foreigner.id.platform === 'slack' ? team.slackTenant : team.guild)
    expect(wordsOf(await elsewhere.press(`transfers.accept:${id}`))).not.toContain(team.teamName)
  })

  test('in the form only members of that team but oneself are suggested, and to nobody else', async () => {
    await team.owner.command('team transfer')
    const asking = { kind: 'search', search: `transfers.member:${team.teamId}`, typed: '' } as const
    const suggested = async (user: TestUser) =>
      (cardOf(await user.does(asking)).rows ?? []).map(({ text }) => text)
    expect(await suggested(team.owner)).toEqual(['Adam (Admin)', 'Maya (Member)'])
    const { owner: foreigner } = await seedTeam(rolecall)
    expect(await suggested(foreigner)).toEqual([])
  })
})

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}
