import { createTestDatabase, type TestDatabase } from '../support/database'
import { codeIn, createChat } from './chat'
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
let chat: ReturnType<typeof createChat>

beforeAll(async () => {
  database = await createTestDatabase()
  acme = await addOrganisation(database.dataSource, { slack: 'T1', discord: 'G1' })
  chat = createChat(database.dataSource, {
    UBEN: { confirmedEmail: 'ben@acme.com' },
    UBEA: { confirmedEmail: 'bea@acme.com' },
    'D-ben': {},
  })
})
afterAll(() => database.close())

/** Somebody with a proved address who is on Discord already. */
async function known(name: string) {
  const db = database.dataSource
  const personId = await addPerson(db, name, `${name.toLowerCase()}@acme.com`)
  await addMember(db, acme, personId)
  await addIdentity(db, personId, discordUser(`D-${name.toLowerCase()}`))
  return personId
}

const whoami = async (userId: string) => (await chat.type(slackUser(userId), 'whoami')).title

async function unlink(userId: string) {
  const [{ id }] = await database.dataSource.query('SELECT id FROM chat_identity WHERE user_id = $1', [
    userId,
  ])
  return (await chat.press(slackUser(userId), `people.unlinkIdentity:${id}`)).title
}

test('who was bound by a confirmed address and unlinks stays unlinked, however long ago that was (R22)', async () => {
  await known('Ben')
  expect(await whoami('UBEN')).toBe('You are Ben')
  // What happenings answered is forgotten after a day.
  await database.dataSource.query('DELETE FROM interaction')
  expect(await unlink('UBEN')).toBe('Unlinked')
  expect(await whoami('UBEN')).toBe('You have unlinked this chat user')
})

test('who was linked by a code and unlinks is not bound by a confirmed address, but by the next code (R22)', async () => {
  const bea = await known('Bea')
  await addIdentity(database.dataSource, bea, slackUser('UBEA'))
  expect(await unlink('UBEA')).toBe('Unlinked')
  expect(await whoami('UBEA')).toBe('You have unlinked this chat user')
  const code = codeIn(await chat.type(discordUser('D-bea'), 'link'))
  await chat.type(slackUser('UBEA'), 'link', code)
  expect(await whoami('UBEA')).toBe('You are Bea')
})

test('the click that unlinks the chat user who clicks is answered alike when it comes again (R19)', async () => {
  const uno = await known('Uno')
  await addIdentity(database.dataSource, uno, slackUser('UUNO'))
  const [{ id }] = await database.dataSource.query(`SELECT id FROM chat_identity WHERE user_id = 'UUNO'`)
  const click = () => chat.press(slackUser('UUNO'), `people.unlinkIdentity:${id}`, { key: 'one click' })
  const first = await click()
  expect(first.title).toBe('Unlinked')
  expect(await click()).toEqual(first)
})
