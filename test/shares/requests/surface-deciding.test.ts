import { LIFETIME_MS } from '../../../src/deadlines'
import { BOTH_WAYS, liveGrants } from '../../chatbots/stage'
import { usageOf } from '../../conversations/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf } from '../../support/rolecall'
import { type SeededTeam, seedTeam } from '../../support/seed'
import { kept } from './stage'
import { askInChat, buttonsOf, pressOn, read, redrawnFor, toldTo } from './surface-stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

const ask = (asker: TestUser) => asker.command('ask', { question: 'Are you there?', chatbot: 'Helper' })

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let request: { id: string; chatbotId: string }
  const click = (label: string, key?: string) => pressOn(team.owner, toldTo(rolecall, team.owner), label, key)
  const grants = () => liveGrants(rolecall, request.chatbotId)

  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    request = await askInChat(rolecall, team, { level: 'edit', reason: 'Everybody asks me' })
  })

  describe('approving', () => {
    test('F60 F61 F42 R8 approved as asked: shared at once without documents, the owner pays, the creator stays owner', async () => {
      rolecall.model.says('Yes.')
      await ask(team.member)
      const answer = await click('Approve: edit, no documents')
      expect(answer.kind).toBe('replace')
      expect(read(cardOf(answer))).toContain('Approved by Olivia · edit, without documents · ')
      expect(cardOf(answer).tone).toBe('success')
      expect(await grants()).toEqual([{ level: 'edit', knowledge: false }])
      await ask(team.member)
      await ask(team.admin)
      const payers = (await usageOf(rolecall, request.chatbotId)).map(({ payer }: { payer: string }) => payer)
      expect(payers).toEqual(['Maya', 'Olivia', 'Olivia'])
      const shown = read(cardOf(await team.owner.command('chatbot show', { chatbot: request.chatbotId })))
      expect(shown).toMatch(/Owner\nMaya/)
    })

    test('R8 the form has the proposed level and no documents ticked; what is chosen in it holds', async () => {
      const form = await click('Approve…')
      expect(form).toMatchObject({
        kind: 'form',
        form: { fields: [{ value: 'edit' }, { kind: 'toggles', value: [] }] },
      })
      expect(await grants()).toEqual([])
      const answer = await team.owner.submit({ level: 'full', knowledge: ['knowledge'] })
      expect(read(cardOf(answer))).toContain('Approved by Olivia · full, with documents · ')
      expect(await grants()).toEqual([{ level: 'full', knowledge: true }])
    })

    test('F91 the form without a level comes back, and nothing is approved', async () => {
      await click('Approve…')
      expect(JSON.stringify(await team.owner.submit({ knowledge: ['knowledge'] }))).toContain(
        'Level is missing',
      )
      expect((await kept(rolecall, request.id)).status).toBe('pending')
      if (team.owner.last.kind === 'say') await team.owner.click('Edit')
      await team.owner.submit({ level: 'view', knowledge: ['knowledge'] })
      expect(await grants()).toEqual([{ level: 'view', knowledge: true }])
    })

    test('F70 B6 the requester is told privately who approved, how it is shared, and what to do next', async () => {
      await click('Approve: edit, no documents')
      await rolecall.deliver()
      const told = toldTo(rolecall, team.member)
      expect(told.title).toBe('Olivia approved your request to share chatbot Helper')
      expect(read(told)).toContain(`Team ${team.teamName} has it now: level edit, documents not included.`)
      expect(read(told)).toContain('You stay its owner; Olivia pays')
      expect(titleOf(await pressOn(team.member, told, 'Show'))).toBe('Chatbot Helper')
    })

    test('H14 B12 B6 the requester blocks private messages: the decision stands, the owner is told, the note waits', async () => {
      const { platform, tenant, userId } = team.member.id
      const key = `${platform}:${tenant}:${userId}`
      rolecall.blocked.add(key)
      await click('Approve: edit, no documents')
      await rolecall.deliver()
      rolecall.blocked.delete(key)
      expect(await grants()).toHaveLength(1)
      expect(toldTo(rolecall, team.owner).title).toBe('Maya could not be told')
      expect(read(cardOf(await team.member.command('inbox')))).toContain(
        'Olivia approved your request to share chatbot Helper',
      )
    })

    test('B4 H6 every copy on both platforms is redrawn with who decided', async () => {
      await team.owner.command('inbox')
      await click('Approve: edit, no documents')
      await rolecall.deliver()
      for (const user of [team.owner, team.member]) {
        const card = redrawnFor(rolecall, user)
        expect(read(card)).toContain('Approved by Olivia · edit, without documents · ')
        expect(read(card)).toContain(`In team ${team.teamName}`)
      }
      expect(buttonsOf(redrawnFor(rolecall, team.owner))).toEqual(['Change', 'Show', 'All requests'])
      expect(buttonsOf(redrawnFor(rolecall, team.member))).toEqual(['Show'])
    })

    test('B5 before the click no copy says that it is approved', async () => {
      await click('Approve…')
      await rolecall.deliver()
      const told = rolecall.sent.map(({ card }) => read(card)).filter((said) => said.includes(team.teamName))
      expect(told).toHaveLength(2)
      expect(told.join()).not.toContain('Approved')
    })

    test('R8 the owner changes level and documents from the decided card', async () => {
      await click('Approve: edit, no documents')
      await team.owner.click('Change')
      await team.owner.submit({ level: 'view', knowledge: ['knowledge'] })
      expect(await grants()).toEqual([{ level: 'view', knowledge: true }])
    })

    test('H3 R19 delivered eleven times with different event ids: one share, one notice, eleven answers', async () => {
      const card = toldTo(rolecall, team.owner)
      const before = rolecall.inboxOf(team.member).length
      const answers = await Promise.all(
        Array.from({ length: 11 }, (_, count) =>
          pressOn(team.owner, card, 'Approve: edit, no documents', `once ${team.teamId} ${count}`),
        ),
      )
      expect(answers.filter(({ kind }) => kind === 'replace')).toHaveLength(1)
      for (const answer of answers.filter(({ kind }) => kind !== 'replace'))
        expect(titleOf(answer)).toBe('The request for chatbot Helper was already approved by Olivia')
      expect(await grants()).toHaveLength(1)
      await rolecall.deliver()
      expect(rolecall.inboxOf(team.member)).toHaveLength(before + 1)
    })

    test('R19 the same click delivered again is answered alike', async () => {
      const card = toldTo(rolecall, team.owner)
      const first = await pressOn(team.owner, card, 'Approve: edit, no documents', `same ${team.teamId}`)
      expect(await pressOn(team.owner, card, 'Approve: edit, no documents', `same ${team.teamId}`)).toEqual(
        first,
      )
      expect(await grants()).toHaveLength(1)
    })
  })

  describe('denying', () => {
    test('F64 F70 denied with a reason: nothing is shared, the requester reads who and why', async () => {
      await click('Deny…')
      const answer = await team.owner.submit({ answer: 'Too expensive\nfor us' })
      expect(read(cardOf(answer))).toContain('Denied by Olivia')
      await rolecall.deliver()
      const told = toldTo(rolecall, team.member)
      expect(told.title).toBe('Olivia denied your request to share chatbot Helper')
      expect(read(told)).toContain('Too expensive\nfor us')
      expect(read(redrawnFor(rolecall, team.member))).toContain('Denied by Olivia')
      expect(await grants()).toEqual([])
    })

    test('F65 denied without a reason', async () => {
      await click('Deny…')
      await team.owner.submit({})
      await rolecall.deliver()
      expect(toldTo(rolecall, team.member).fields).toBeUndefined()
      expect(await kept(rolecall, request.id)).toMatchObject({ status: 'denied', answer: null })
    })

    test.each([1_001, 3_001])(
      'H7 a reason of %d characters comes back in the form, and nothing is denied',
      async (length) => {
        await click('Deny…')
        const answer = await team.owner.submit({ answer: 'n'.repeat(length) })
        expect(JSON.stringify(answer)).toContain('at most 1000')
        if (answer.kind === 'say') await team.owner.click('Edit')
        expect(team.owner.last).toMatchObject({
          form: { fields: [{ value: 'n'.repeat(Math.min(length, 3_000)) }] },
        })
        expect((await kept(rolecall, request.id)).status).toBe('pending')
      },
    )
  })

  describe('too late', () => {
    test('H4 F66 R15 one millisecond before its end it is approved, at its end refused, unswept', async () => {
      rolecall.clock.advance(LIFETIME_MS - 1)
      const other = await askInChat(rolecall, await seedTeam(rolecall, { swapped }))
      await click('Approve: edit, no documents')
      expect((await kept(rolecall, request.id)).status).toBe('approved')
      expect((await kept(rolecall, other.id)).status).toBe('pending')
    })

    test('H4 F66 at its end it is refused privately, and the copies say that it expired', async () => {
      const card = toldTo(rolecall, team.owner)
      rolecall.clock.advance(LIFETIME_MS)
      const answer = await pressOn(team.owner, card, 'Approve: edit, no documents')
      expect(answer).toMatchObject({ kind: 'say', audience: 'private' })
      expect(titleOf(answer)).toBe('The request for chatbot Helper has expired')
      await rolecall.deliver()
      expect(read(redrawnFor(rolecall, team.owner))).toMatch(/Expired .* · nobody decided/)
      expect(toldTo(rolecall, team.member).title).toBe('Nobody answered your request to share chatbot Helper')
      expect(await grants()).toEqual([])
    })

    test('F67 a second decision is refused and names who was first', async () => {
      const card = toldTo(rolecall, team.owner)
      await pressOn(team.owner, card, 'Approve: edit, no documents')
      for (const press of ['Approve: edit, no documents', 'Approve…', 'Deny…']) {
        const answer = await pressOn(team.owner, card, press)
        expect(titleOf(answer)).toBe('The request for chatbot Helper was already approved by Olivia')
      }
      const forged = { kind: 'submit', submit: `requests.deny:${request.id}`, values: {} } as const
      expect(titleOf(await team.owner.does(forged))).toBe(
        'The request for chatbot Helper was already approved by Olivia',
      )
      expect(await grants()).toEqual([{ level: 'edit', knowledge: false }])
    })

    test('the owner is reminded once, a day before the end', async () => {
      const before = rolecall.inboxOf(team.owner).length
      rolecall.clock.advance(LIFETIME_MS - 20 * 3_600_000)
      await rolecall.sweep()
      await rolecall.deliver()
      await rolecall.sweep()
      await rolecall.deliver()
      expect(rolecall.inboxOf(team.owner)).toHaveLength(before + 1)
      const card = toldTo(rolecall, team.owner)
      expect(card.title).toBe('Maya’s request to share chatbot Helper expires within a day')
      await pressOn(team.owner, card, 'Approve: edit, no documents')
      expect(await grants()).toHaveLength(1)
    })
  })

  test('withdrawn by the requester: both cards say so, and it cannot be approved any more', async () => {
    const owners = toldTo(rolecall, team.owner)
    const answer = await pressOn(team.member, toldTo(rolecall, team.member), 'Withdraw')
    expect(read(cardOf(answer))).toContain('Withdrawn by Maya')
    await rolecall.deliver()
    expect(read(redrawnFor(rolecall, team.owner))).toContain('Withdrawn by Maya')
    expect(titleOf(await pressOn(team.owner, owners, 'Approve: edit, no documents'))).toBe(
      'The request for chatbot Helper was already withdrawn by Maya',
    )
    expect(await grants()).toEqual([])
  })

  test('F69 decided from the list: the row gives way to the decided card, which leads back', async () => {
    await team.owner.command('team requests')
    await team.owner.click('Approve: edit, no documents')
    expect(team.owner.last.kind).toBe('replace')
    await team.owner.click('All requests')
    expect(team.owner.last.kind).toBe('say')
    expect(read(cardOf(team.owner.last))).toContain('Approved by Olivia')
  })
})
