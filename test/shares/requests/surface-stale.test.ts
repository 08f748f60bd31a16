import type { Card } from '../../../src/chat'
import { BOTH_WAYS, liveGrants, setTeam } from '../../chatbots/stage'
import { cardOf, createRolecall, type Rolecall, type TestUser, titleOf } from '../../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../../support/seed'
import { kept, offerTeam, personOf, takeOver } from './stage'
import { askInChat, buttonsOf, pressOn, read, redrawnFor, toldTo } from './surface-stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let team: SeededTeam
  let request: { id: string; chatbotId: string }
  let card: Card

  beforeEach(async () => {
    team = await seedTeam(rolecall, { swapped })
    request = await askInChat(rolecall, team, { level: 'edit' })
    card = toldTo(rolecall, team.owner)
  })

  const statusNow = async () => (await kept(rolecall, request.id)).status
  const decisions = (user: TestUser) => [
    () => pressOn(user, card, 'Approve…'),
    () => pressOn(user, card, 'Approve: edit, no documents'),
    () => pressOn(user, card, 'Deny…'),
    () => user.does({ kind: 'submit', submit: `requests.approve:${request.id}`, values: { level: 'full' } }),
    () => user.does({ kind: 'submit', submit: `requests.deny:${request.id}`, values: {} }),
  ]

  /** Every way to decide is answered privately with this, and changes nothing. */
  async function expectRefused(user: TestUser, title: string) {
    for (const decide of decisions(user)) {
      const answer = await decide()
      expect(answer).toMatchObject({ kind: 'say', audience: 'private' })
      expect(titleOf(answer)).toBe(title)
    }
    expect(await statusNow()).toBe('pending')
    expect(await liveGrants(rolecall, request.chatbotId)).toEqual([])
  }

  test('F40 B3 an admin who presses the owner’s buttons is told why not, and the request still waits', async () => {
    await expectRefused(team.admin, `You may not do this in team ${team.teamName}`)
    await pressOn(team.owner, card, 'Approve: edit, no documents')
    expect(await statusNow()).toBe('approved')
  })

  test('R9 the requester cannot decide their own request', async () => {
    await expectRefused(team.member, 'Nobody decides their own request')
  })

  test('H15 a button copied into another team’s channel: its people are told that there is no such request', async () => {
    const other = await seedTeam(rolecall, { swapped })
    for (const user of [other.owner, other.admin, other.member])
      await expectRefused(user, 'There is no such request')
    const press = { kind: 'press', press: `requests.approveAsAsked:${request.id}` } as const
    const copied = await team.owner.does(press, undefined, { place: { channelId: 'elsewhere' } })
    expect(read(cardOf(copied))).toContain('Approved by Olivia')
  })

  test('H15 R21 neither opens it who is not concerned, not even the admin', async () => {
    const other = await seedTeam(rolecall, { swapped })
    for (const user of [other.owner, team.admin])
      expect(titleOf(await user.press(`requests.open:${request.id}`))).toBe('There is no such request')
    expect(titleOf(await team.member.press(`requests.open:${request.id}`))).toBe(
      'You asked to share chatbot Helper',
    )
    expect(titleOf(await team.owner.press(`requests.open:${request.id}`))).toBe(
      'Maya asks to share chatbot Helper',
    )
  })

  test('only who asked withdraws it', async () => {
    for (const user of [team.owner, team.admin])
      expect(titleOf(await user.press(`requests.withdraw:${request.id}`))).toBe('There is no such request')
    expect(await statusNow()).toBe('pending')
  })

  test('H1 H2 H5 an owner who has handed the team over presses an old Approve: refused, the card redrawn without buttons', async () => {
    await pressOn(team.owner, card, 'Approve…')
    const form = team.owner.last
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await expectRefused(team.owner, `You may not do this in team ${team.teamName}`)
    expect(form.kind).toBe('form')
    await rolecall.deliver()
    const redrawn = redrawnFor(rolecall, team.owner)
    expect(buttonsOf(redrawn)).toEqual([])
    expect(read(redrawn)).toContain(`Adam owns team ${team.teamName} now, and decides.`)
    expect(read(redrawn)).not.toContain('Left of plan')
  })

  test('H2 the new owner is asked with a card of their own, and decides', async () => {
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await rolecall.deliver()
    const asked = rolecall
      .inboxOf(team.admin)
      .find(({ title }) => title === 'Maya asks to share chatbot Helper')
    if (!asked) throw new Error('the new owner was not asked')
    await pressOn(team.admin, asked, 'Approve: edit, no documents')
    await rolecall.deliver()
    expect(read(redrawnFor(rolecall, team.owner))).toContain('Approved by Adam · edit, without documents')
    expect(toldTo(rolecall, team.member).title).toBe('Adam approved your request to share chatbot Helper')
  })

  test('R4 a former owner who has been removed too reads nothing more of it, whatever becomes of it', async () => {
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await team.admin.command('team remove', 'Olivia')
    await team.admin.click('Remove')
    await rolecall.deliver()
    await rolecall.db.query('UPDATE chatbot SET name = $2 WHERE id = $1', [request.chatbotId, 'Renamed'])
    await team.admin.press(`requests.approveAsAsked:${request.id}`)
    await rolecall.deliver()
    expect(redrawnFor(rolecall, team.owner)).toEqual({
      title: 'This request is no longer yours to decide',
      text: 'You are not in the team any more.',
    })
  })

  test('R4 who decided it and was removed sees nothing of it when their click is delivered again', async () => {
    const click = (key: string) => pressOn(team.owner, card, 'Approve: edit, no documents', key)
    expect(read(cardOf(await click('once')))).toContain('Approved by Olivia')
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    await team.admin.command('team remove', 'Olivia')
    await team.admin.click('Remove')
    const again = read(cardOf(await click('once')))
    expect(again).not.toMatch(/Helper|Approved/)
  })

  test('the owner who deleted the team reads why its request is cancelled', async () => {
    await team.owner.command('team delete')
    await team.owner.submit({ name: team.teamName })
    await rolecall.deliver()
    expect(read(redrawnFor(rolecall, team.owner))).toContain('the team was deleted')
  })

  test('H5 R4 an owner removed while the form is open: the submit is refused', async () => {
    await pressOn(team.owner, card, 'Approve…')
    await takeOver(rolecall, team.admin, await offerTeam(rolecall, team, team.admin))
    const [{ id }] = await rolecall.db.query(
      'SELECT id FROM membership WHERE team_id = $1 AND person_id = $2 AND ended_at IS NULL',
      [team.teamId, await personOf(rolecall, team.owner)],
    )
    await team.admin.press(`teams.remove:${id}`)
    const answer = await team.owner.does({
      ...{ kind: 'submit', submit: `requests.approve:${request.id}`, values: { level: 'full' } },
    })
    expect(titleOf(answer)).toBe('There is no such request')
    expect(await statusNow()).toBe('pending')
  })

  test('R4 the requester has left: nothing can be approved, both cards say so', async () => {
    await team.member.press(`teams.leave:${team.teamId}`)
    expect(titleOf(await pressOn(team.owner, card, 'Approve: edit, no documents'))).toContain(
      'The request for chatbot Helper',
    )
    expect(await liveGrants(rolecall, request.chatbotId)).toEqual([])
    await rolecall.deliver()
    expect(read(redrawnFor(rolecall, team.owner))).toContain('Maya left the team')
    expect(buttonsOf(redrawnFor(rolecall, team.owner))).toEqual(['All requests'])
    expect(read(toldTo(rolecall, team.member))).toContain('You are not in the team any more.')
  })

  test('R11 with the setting turned off meanwhile, what waits stays decidable', async () => {
    await setTeam(team)
    await pressOn(team.owner, card, 'Approve: edit, no documents')
    expect(await statusNow()).toBe('approved')
  })

  test('R10 the chatbot is deleted: the request is cancelled, the requester reads why, Approve is refused', async () => {
    await team.member.does({
      ...{ kind: 'submit', submit: `chatbots.delete:${request.chatbotId}`, values: { name: 'Helper' } },
    })
    await rolecall.deliver()
    expect(read(toldTo(rolecall, team.member))).toContain('The chatbot was deleted.')
    expect(titleOf(await pressOn(team.owner, card, 'Approve: edit, no documents'))).toContain(
      'The request for chatbot Helper',
    )
    expect(await statusNow()).toBe('cancelled')
  })

  test('the owner in a Discord direct message finds and decides it too', async () => {
    const [{ user: outsider }, direct] = [
      await seedPerson(rolecall, team, { name: 'Otto', platform: 'discord' }),
      { place: { direct: true } },
    ]
    expect(read(cardOf(await outsider.in(null).command('inbox')))).not.toContain('asks to share')
    if (swapped) {
      expect(read(cardOf(await team.owner.in(null).command('inbox')))).toContain('Maya asks to share')
      await team.owner.in(null).press(`requests.approveAsAsked:${request.id}`)
    } else
      await team.owner.does(
        { kind: 'press', press: `requests.approveAsAsked:${request.id}` },
        undefined,
        direct,
      )
    expect(await statusNow()).toBe('approved')
  })
})
