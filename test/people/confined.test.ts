import type { ChatUser } from '../../src/chat'
import { addressKey } from '../../src/people/self'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { codeIn, createChat, secrets, wordsOf } from './chat'
import {
  addIdentity,
  addMember,
  addOrganisation,
  addPerson,
  discordUser,
  type Organisation,
  slackUser,
} from './fixture'

let database: TestDatabase
let acme: Organisation
let beta: Organisation
let chat: ReturnType<typeof createChat>
let count = 0

beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, { slack: 'T1', discord: 'G1' })
  beta = await addOrganisation(database.dataSource, { slack: 'T2', discord: 'G2' })
  await database.dataSource.query(`UPDATE account SET name = 'Beta' WHERE id = $1`, [beta.accountId])
})
afterAll(() => database.close())

/**
 * Vera has proved her address by mail and is a member in Acme, whose hostile admin makes Slack confirm that address for
 * a chat user of theirs, `posed`; `own` is her own chat user on Discord. Then she becomes an admin of Beta's team.
 */
async function victim() {
  const db = database.dataSource
  count += 1
  const address = `vera${count}@acme.com`
  const other = `vera${count}@home.org`
  const personId = await addPerson(db, 'Vera', address, other)
  await addMember(db, acme, personId)
  const own = discordUser(`OWN${count}`)
  await addIdentity(db, personId, own)
  const posed = slackUser(`POSED${count}`)
  const accomplices = [discordUser(`POSED${count}`), slackUser(`POSED${count}`, 'T2')] as const
  const profiles = { [posed.userId]: { confirmedEmail: address }, [own.userId]: {} }
  chat = createChat(db, profiles)
  expect(await whoami(posed)).toMatch(/^You are Vera/)
  const joinBeta = () => addMember(db, beta, personId, 'admin')
  return { personId, address, other, own, posed, accomplices, joinBeta }
}

const whoami = async (user: ChatUser, tenant?: string | null) =>
  wordsOf(await chat.type(user, 'whoami', '', tenant === undefined ? {} : { tenant }))

/** `from` asks for a code, `to` types it. */
async function passOn(from: ChatUser, to: ChatUser, tenant?: string | null) {
  const where = tenant === undefined ? {} : { tenant }
  return chat.type(to, 'link', codeIn(await chat.type(from, 'link', '', where)), where)
}

/** `user` proves an address by the code that is mailed to it. */
async function prove(user: ChatUser, address: string, tenant?: string | null) {
  const where = tenant === undefined ? {} : { tenant }
  await chat.type(user, 'link', address, where)
  const [row] = await database.dataSource.query(
    `SELECT data ->> 'sealed' AS sealed FROM outbox WHERE name = 'link.code' AND data ->> 'to' = $1 ORDER BY id DESC`,
    [address],
  )
  return chat.type(user, 'link', secrets.open(row.sealed), where)
}

const addressesOf = async (personId: string): Promise<string[]> =>
  (
    await database.dataSource.query('SELECT address FROM person_address WHERE person_id = $1 ORDER BY 1', [
      personId,
    ])
  ).map((row: { address: string }) => row.address)

const confinementOf = async ({ platform, tenant, userId }: ChatUser): Promise<string | null> =>
  (
    await database.dataSource.query(
      'SELECT confirmed_in FROM chat_identity WHERE platform = $1 AND tenant = $2 AND user_id = $3',
      [platform, tenant, userId],
    )
  )[0].confirmed_in

const idOf = async ({ platform, userId }: ChatUser): Promise<string> =>
  (
    await database.dataSource.query('SELECT id FROM chat_identity WHERE platform = $1 AND user_id = $2', [
      platform,
      userId,
    ])
  )[0].id

describe('what rests on the word of one account’s Slack', () => {
  test('opens nothing in another account: not by a code in Discord, not in a private message (R21, R22)', async () => {
    const { posed, accomplices, own, joinBeta } = await victim()
    const [onDiscord] = accomplices
    await passOn(posed, onDiscord)
    await joinBeta()
    expect(await whoami(onDiscord, 'G2')).toContain('counts in another account')
    const direct = await whoami(onDiscord, null)
    expect(direct).toContain('Member of team Alpha')
    expect(direct).not.toContain('Admin')
    // Her own chat user is she everywhere.
    expect(await whoami(own, 'G2')).toContain('Admin of team Alpha')
    expect(await whoami(own, null)).toContain('Admin of team Alpha')
  })

  test('opens nothing by a second code either, back in Slack (R21, R22)', async () => {
    const { posed, accomplices, joinBeta } = await victim()
    const [onDiscord, inBeta] = accomplices
    await passOn(posed, onDiscord)
    await passOn(onDiscord, inBeta, null)
    await joinBeta()
    expect(await whoami(inBeta)).toContain('counts in another account')
  })

  test('opens nothing by a code that was asked for before she joined, and typed after (R21)', async () => {
    const { posed, accomplices, joinBeta } = await victim()
    const [onDiscord] = accomplices
    const code = codeIn(await chat.type(posed, 'link'))
    await joinBeta()
    await chat.type(onDiscord, 'link', code)
    expect(await whoami(onDiscord, 'G2')).toContain('counts in another account')
    expect(await confinementOf(onDiscord)).toBe(acme.accountId)
  })

  test('still opens the account whose Slack it is, from every place of it (R22)', async () => {
    const { posed, accomplices, joinBeta } = await victim()
    const [onDiscord] = accomplices
    await passOn(posed, onDiscord)
    await joinBeta()
    for (const seen of [await whoami(posed), await whoami(onDiscord, 'G1'), await whoami(onDiscord, null)]) {
      expect(seen).toContain('Member of team Alpha')
      expect(seen).toContain('counts in account Acme only')
    }
  })
})

describe('a chat user who counts in one account only', () => {
  test('sees neither her other chat users nor her addresses; she sees all of them, and which those are', async () => {
    const { posed, own, address, other, joinBeta } = await victim()
    await joinBeta()
    for (const command of ['whoami', 'link']) {
      const theirs = wordsOf(await chat.type(posed, command))
      expect(theirs).not.toContain(address)
      expect(theirs).not.toContain(other)
      expect(theirs).not.toContain('Discord: ')
    }
    const hers = wordsOf(await chat.type(own, 'link', '', { tenant: null }))
    expect(hers).toContain(address)
    expect(hers).toContain('in account Acme only')
  })

  test('unlinks neither her chat user nor her addresses, but may go itself; she may send it away', async () => {
    const { posed, own, address, personId } = await victim()
    const hers = await idOf(own)
    expect((await chat.press(posed, `people.askUnlinkIdentity:${hers}`)).tone).toBe('warning')
    expect((await chat.press(posed, `people.unlinkIdentity:${hers}`)).title).toContain('no such')
    expect((await chat.press(posed, `people.unlinkAddress:${addressKey(address)}`)).title).toContain(
      'no such',
    )
    expect(await addressesOf(personId)).toContain(address)
    expect((await chat.press(posed, `people.unlinkIdentity:${await idOf(posed)}`)).title).toBe('Unlinked')
    const again = await victim()
    expect((await chat.press(again.own, `people.unlinkIdentity:${await idOf(again.posed)}`)).title).toBe(
      'Unlinked',
    )
  })

  test('adds no address that would be another way in to her', async () => {
    const { posed, personId, address, other } = await victim()
    const refused = await prove(posed, `evil${count}@evil.org`)
    expect(refused.title).toContain('counts in one account only')
    expect(await addressesOf(personId)).toEqual([address, other].sort())
    expect(await confinementOf(posed)).toBe(acme.accountId)
  })
})

describe('a mail lifts it', () => {
  test('whoever proves one of her addresses by mail is she everywhere, and so are the codes they pass on', async () => {
    const { posed, accomplices, address, joinBeta } = await victim()
    const [onDiscord] = accomplices
    await joinBeta()
    expect((await prove(posed, address)).title).toBe('Your address is proved')
    expect(await confinementOf(posed)).toBeNull()
    expect(await whoami(posed)).not.toContain('only')
    await passOn(posed, onDiscord)
    expect(await whoami(onDiscord, 'G2')).toContain('Admin of team Alpha')
  })

  test('on Discord too, also in the server where they are nobody yet', async () => {
    const { posed, accomplices, other, joinBeta } = await victim()
    const [onDiscord] = accomplices
    await passOn(posed, onDiscord)
    await joinBeta()
    expect((await prove(onDiscord, other, 'G2')).title).toBe('Your address is proved')
    expect(await whoami(onDiscord, 'G2')).toContain('Admin of team Alpha')
    // Each chat user proves it for itself.
    expect(await confinementOf(posed)).toBe(acme.accountId)
  })

  test('a code from her own chat user lifts it as well; one from somebody else does not', async () => {
    const { posed, own } = await victim()
    const stranger = await addPerson(database.dataSource, 'Sam')
    await addMember(database.dataSource, acme, stranger)
    await addIdentity(database.dataSource, stranger, discordUser(`SAM${count}`))
    expect((await passOn(discordUser(`SAM${count}`), posed)).title).toContain('already linked')
    expect(await confinementOf(posed)).toBe(acme.accountId)
    await passOn(own, posed)
    expect(await confinementOf(posed)).toBeNull()
  })

  test('nobody lifts it by their own code', async () => {
    const { posed, accomplices } = await victim()
    const [onDiscord] = accomplices
    await passOn(posed, onDiscord)
    expect((await passOn(onDiscord, posed)).title).toContain('already linked')
    expect((await passOn(posed, onDiscord)).title).toContain('already linked')
    expect(await confinementOf(posed)).toBe(acme.accountId)
    expect(await confinementOf(onDiscord)).toBe(acme.accountId)
  })
})
