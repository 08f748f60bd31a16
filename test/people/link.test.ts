import { MINUTE_MS } from '../../src/clock'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { cardOf, codeIn, createChat, typed, wordsOf } from './chat'
import {
  addIdentity,
  addMember,
  addOrganisation,
  addPerson,
  discordUser,
  interactionOf,
  type Organisation,
  slackUser,
} from './fixture'

let database: TestDatabase
let acme: Organisation
let chat: ReturnType<typeof createChat>

beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, { slack: 'T1', discord: 'G1' })
  chat = createChat(database.dataSource, {
    ...Object.fromEntries(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9'].map((id) => [id, {}])),
    DGUEST: { guest: true },
  })
})
afterAll(() => database.close())

/** Somebody known in Slack, member of the team. */
async function knownPerson(name: string, userId: string, ...addresses: string[]): Promise<string> {
  const personId = await addPerson(database.dataSource, name, ...addresses)
  await addMember(database.dataSource, acme, personId)
  await addIdentity(database.dataSource, personId, slackUser(userId))
  return personId
}

const identitiesOf = (personId: string) =>
  database.dataSource.query('SELECT id, user_id FROM chat_identity WHERE person_id = $1 ORDER BY user_id', [
    personId,
  ])

const auditOf = async (personId: string): Promise<string[]> =>
  (
    await database.dataSource.query('SELECT action FROM audit_entry WHERE actor_id = $1 ORDER BY id', [
      personId,
    ])
  ).map((row: { action: string }) => row.action)

test('a code from one platform makes the chat user of the other the same person, once', async () => {
  const maya = await knownPerson('Maya', 'UMAYA')
  const code = codeIn(await chat.type(slackUser('UMAYA'), 'link'))
  const linked = await chat.type(discordUser('D1'), 'link', code.toLowerCase().replace('-', ' '))
  expect(linked.title).toBe('You are Maya, here on Discord too')
  expect((await chat.type(discordUser('D1'), 'whoami')).title).toBe('You are Maya')
  expect(await identitiesOf(maya)).toHaveLength(2)
  expect(await auditOf(maya)).toEqual(['identity.linked'])
  expect((await chat.type(discordUser('D2'), 'link', code)).title).toBe('This code is not valid')
})

test('a chat user who is somebody already stays who they are (R22)', async () => {
  await knownPerson('Nora', 'UNORA')
  const code = codeIn(await chat.type(slackUser('UNORA'), 'link'))
  const answer = await chat.type(slackUser('UMAYA'), 'link', code)
  expect(answer.title).toBe('This chat user is already linked to Maya')
  expect((await chat.type(discordUser('D2'), 'link', code)).tone).toBe('success')
})

test('the same link delivered eleven times links once and answers alike (R19)', async () => {
  const pia = await knownPerson('Pia', 'UPIA')
  const code = codeIn(await chat.type(slackUser('UPIA'), 'link'))
  const click = interactionOf(discordUser('D3'), typed('link', code))
  const answers = await Promise.all(Array.from({ length: 11 }, () => chat.deliver(click)))
  expect(new Set(answers.map((answer) => cardOf(answer).title))).toEqual(
    new Set(['You are Pia, here on Discord too']),
  )
  expect(await auditOf(pia)).toEqual(['identity.linked'])
})

test('one code used by two chat users at once binds one of them', async () => {
  const quin = await knownPerson('Quin', 'UQUIN')
  const code = codeIn(await chat.type(slackUser('UQUIN'), 'link'))
  const answers = await Promise.all(
    ['D4', 'D5'].map((userId) => chat.type(discordUser(userId), 'link', code)),
  )
  expect(answers.map((card) => card.tone).sort()).toEqual(['success', 'warning'])
  expect(await identitiesOf(quin)).toHaveLength(2)
})

test('one chat user with the codes of two people at once becomes one of them', async () => {
  const people = [await knownPerson('Rita', 'URITA'), await knownPerson('Rolf', 'UROLF')]
  const codes = [
    codeIn(await chat.type(slackUser('URITA'), 'link')),
    codeIn(await chat.type(slackUser('UROLF'), 'link')),
  ]
  const answers = await Promise.all(codes.map((code) => chat.type(discordUser('D6'), 'link', code)))
  expect(answers.map((card) => card.tone).sort()).toEqual(['success', 'warning'])
  const bound = await Promise.all(people.map(identitiesOf))
  expect(bound.flat().filter((row) => row.user_id === 'D6')).toHaveLength(1)
})

test('a code ends after fifteen minutes, to the millisecond', async () => {
  await knownPerson('Sue', 'USUE')
  const [early, late] = [
    codeIn(await chat.type(slackUser('USUE'), 'link')),
    codeIn(await chat.type(slackUser('USUE'), 'link')),
  ]
  chat.clock.advance(15 * MINUTE_MS - 1)
  expect((await chat.type(discordUser('D7'), 'link', early)).tone).toBe('success')
  chat.clock.advance(1)
  expect((await chat.type(discordUser('D8'), 'link', late)).title).toBe('This code is not valid')
})

test('five wrong codes are enough for fifteen minutes, and a right one does not count', async () => {
  await knownPerson('Tess', 'UTESS')
  const right = codeIn(await chat.type(slackUser('UTESS'), 'link'))
  for (let tries = 0; tries < 5; tries += 1)
    expect((await chat.type(discordUser('D9'), 'link', 'AAAAA-AAAAA')).title).toBe('This code is not valid')
  chat.clock.advance(5 * MINUTE_MS)
  const refused = await chat.type(discordUser('D9'), 'link', right)
  expect(wordsOf(refused)).toContain('Too many tries')
  chat.clock.advance(10 * MINUTE_MS)
  const fresh = codeIn(await chat.type(slackUser('UTESS'), 'link'))
  expect((await chat.type(discordUser('D9'), 'link', fresh)).tone).toBe('success')
})

test('many wrong codes from one open form are many tries, each delivered twice one (R19, R22)', async () => {
  const guess = async (code: string) => {
    const happening = { kind: 'submit', submit: 'people.code', values: { code } } as const
    return chat.deliver(interactionOf(discordUser('D13'), { key: 'one open form', happening }))
  }
  for (const wrong of ['AAAAA-AAAA1', 'AAAAA-AAAA2', 'AAAAA-AAAA3', 'AAAAA-AAAA4', 'AAAAA-AAAA5'])
    for (const delivery of [1, 2])
      expect([delivery, await guess(wrong)]).toMatchObject([
        delivery,
        { errors: { code: 'This code is not valid' } },
      ])
  expect(wordsOf(cardOf(await guess('AAAAA-AAAA6')))).toContain('Too many tries')
})

test('guests are refused, with a code too (R22)', async () => {
  await knownPerson('Vera', 'UVERA')
  const code = codeIn(await chat.type(slackUser('UVERA'), 'link'))
  expect((await chat.type(discordUser('DGUEST'), 'link', code)).title).toMatch(/^Guests/)
  expect((await chat.type(discordUser('DGUEST'), 'link')).title).toMatch(/^Guests/)
})

test('a stranger is led to the three ways in (F57)', async () => {
  const card = await chat.type(discordUser('D8'), 'link')
  expect(wordsOf(card)).toMatch(/\/link CODE.*\/invite accept CODE/s)
  expect(card.buttons?.map((button) => button.label)).toEqual(['Enter a code', 'Prove an address'])
})

test('the last chat user cannot be unlinked while there is no address; with one it can', async () => {
  const will = await knownPerson('Will', 'UWILL')
  const [{ id }] = await identitiesOf(will)
  const refused = await chat.press(slackUser('UWILL'), `people.unlinkIdentity:${id}`)
  expect(refused.title).toBe('This is your last way in')
  await database.dataSource.query(`INSERT INTO person_address VALUES ($1, 'will@acme.com', now())`, [will])
  expect((await chat.press(slackUser('UWILL'), `people.askUnlinkIdentity:${id}`)).title).toBe('Unlink?')
  expect(await identitiesOf(will)).toHaveLength(1)
  expect((await chat.press(slackUser('UWILL'), `people.unlinkIdentity:${id}`)).title).toBe('Unlinked')
  expect(await identitiesOf(will)).toHaveLength(0)
  expect(await auditOf(will)).toEqual(['identity.unlinked'])
})

test("somebody else's chat user or address is not found (R21)", async () => {
  const yan = await knownPerson('Yan', 'UYAN', 'yan@acme.com')
  const [{ id }] = await identitiesOf(yan)
  for (const press of [`people.askUnlinkIdentity:${id}`, `people.unlinkIdentity:${id}`])
    expect((await chat.press(slackUser('UMAYA'), press)).title).toBe('There is no such chat identity')
  expect(await identitiesOf(yan)).toHaveLength(1)
})

test('the form for a code shows a wrong one at its field and does not keep it', async () => {
  const press = (happening: Parameters<typeof interactionOf>[1]) =>
    chat.deliver(interactionOf(discordUser('D8'), happening))
  expect(await press({ happening: { kind: 'press', press: 'people.askCode' } })).toMatchObject({
    kind: 'form',
    form: { submit: 'people.code' },
  })
  const values = { code: 'CCCCC-CCCCC' }
  const answer = await press({ happening: { kind: 'submit', submit: 'people.code', values } })
  expect(answer).toMatchObject({ kind: 'fix', errors: { code: 'This code is not valid' } })
  expect(JSON.stringify(answer)).not.toContain('CCCCC')
})
