import { makeChatbot, setTeam } from '../chatbots/stage'
import { createRolecall, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { replaceWith, upload, uploadAndRead } from './stage'

let rolecall: Rolecall
let team: SeededTeam
let chatbotId: string
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
  chatbotId = await makeChatbot(rolecall, team.owner, { level: 'view' })
})

const BROKEN = '%PDF-1.7 and then nothing of the kind'

describe('a document of which nothing was ever readable', () => {
  test('is not counted, and listed last with its problem, to those who can mend it alone', async () => {
    await setTeam(team, 'memberDocumentUploads')
    await uploadAndRead(rolecall, team.owner, chatbotId, { 'a.pdf': BROKEN, 'b.txt': 'Readable.' })
    const seen = wordsOf(await team.owner.command('chatbot docs', 'Helper'))
    expect(seen).toContain('1 document; 1 more could not be read')
    expect(seen).toContain('could not be read: it is damaged')
    expect(seen.indexOf('b.txt')).toBeLessThan(seen.indexOf('a.pdf'))
    const others = wordsOf(await team.member.command('chatbot docs', 'Helper'))
    expect(others).toContain('1 document')
    expect(others).not.toMatch(/a\.pdf|could not be read/)
  })

  test('is listed to whoever uploaded it, and gone from there when it is replaced by one that can be read', async () => {
    await setTeam(team, 'memberDocumentUploads')
    const ids = await uploadAndRead(rolecall, team.member, chatbotId, { 'mine.pdf': BROKEN })
    expect(wordsOf(await team.member.command('chatbot docs', 'Helper'))).toContain('mine.pdf')
    await replaceWith(rolecall, team.member, ids['mine.pdf'] ?? '', ['mine.txt', 'Now it is text.'])
    await rolecall.work()
    const mended = wordsOf(await team.member.command('chatbot docs', 'Helper'))
    expect(mended).toContain('version 2, ready')
    expect(mended).not.toContain('could not be read')
  })
})

describe('where there is no Upload', () => {
  test('F35 a member reads that the setting is off, and nothing of it once it is on', async () => {
    const off = wordsOf(await team.member.command('chatbot docs', 'Helper'))
    expect(off).toContain('may not upload documents at the moment')
    expect(off).toContain('Members may upload documents')
    await setTeam(team, 'memberDocumentUploads')
    expect(wordsOf(await team.member.command('chatbot docs', 'Helper'))).not.toContain('at the moment')
  })

  test('the owner of a chatbot who is in no team any more reads that no team lets them', async () => {
    await setTeam(team, 'memberChatbotCreation')
    const own = await makeChatbot(rolecall, team.member, { name: 'Own' })
    await rolecall.db.query(
      `UPDATE membership SET ended_at = now(), version = version + 1 WHERE team_id = $1 AND role = 'member'`,
      [team.teamId],
    )
    const list = wordsOf(await team.member.press(`knowledge.list:${own}:0`))
    expect(list).toContain('You are in no team that lets you upload documents')
    await upload(rolecall, team.member, own, { 'try.txt': 'Tried.' })
    expect(titleOf(team.member.last)).toBe('You are in no team that lets you upload documents')
  })

  test('and where there is one, an empty list names the ways there are on that platform', async () => {
    expect(wordsOf(await team.owner.press(`knowledge.list:${chatbotId}:0`))).not.toContain('with a file')
    const { user } = await seedPerson(rolecall, team, { name: 'Dora', platform: 'discord', role: 'admin' })
    expect(wordsOf(await user.press(`knowledge.list:${chatbotId}:0`))).toContain('with a file')
  })
})

test('a file of another name that replaces a document is said to, before and after it has been read', async () => {
  const ids = await uploadAndRead(rolecall, team.owner, chatbotId, { 'prices.csv': 'a,b\n1,2' })
  await replaceWith(rolecall, team.owner, ids['prices.csv'] ?? '', ['notes.txt', 'Other words.'])
  const { last } = team.owner
  expect(wordsOf(last)).toContain('notes.txt replaces prices.csv as soon as it has been read (version 2)')
  await rolecall.work()
  const redrawn = async (id: string) =>
    rolecall.parts
      .flatMap((part) => part.cards ?? [])
      .find(({ type }) => type === 'upload')
      ?.draw(id, 'uploader', { locale: 'en', timeZone: 'UTC', now: 0 }, null)
  const card = await redrawn(last.kind === 'say' ? (last.subject?.id ?? '') : '')
  expect(card?.title).toBe('notes.txt is ready')
  expect(JSON.stringify(card)).toContain('notes.txt replaced prices.csv (version 2)')
  const same = await uploadAndRead(rolecall, team.owner, chatbotId, { 'same.txt': 'One.' })
  await replaceWith(rolecall, team.owner, same['same.txt'] ?? '', ['same.txt', 'Two.'])
  expect(wordsOf(team.owner.last)).not.toContain('replaces')
})

test('F114 a failure is told once: on the card of the upload, or privately to whom that card could not be posted', async () => {
  await upload(rolecall, team.owner, chatbotId, { 'a.pdf': BROKEN })
  const { last } = team.owner
  const id = last.kind === 'say' ? (last.subject?.id ?? '') : ''
  await rolecall.db.query(
    `INSERT INTO posted_card (id, subject_type, subject_id, view, person_id, locale, time_zone, platform, tenant, channel_id, message_id, posted_at)
     SELECT $1, 'upload', $1, 'uploader', created_by, 'en', 'UTC', 'slack', 'T', 'D', $1, now() FROM document WHERE base_id = $2`,
    [id, chatbotId],
  )
  await rolecall.work()
  await rolecall.deliver()
  const titles = () => rolecall.inboxOf(team.owner).map(({ title }) => title)
  expect(titles()).not.toContain('a.pdf is damaged')
  const kind = rolecall.parts.flatMap((part) => part.cards ?? []).find(({ type }) => type === 'upload')
  const card = await kind?.draw(id, 'uploader', { locale: 'en', timeZone: 'UTC', now: 0 }, null)
  expect(card?.title).toBe('a.pdf is damaged')
  expect(JSON.stringify(card)).toContain('save it anew, and upload that')
  await uploadAndRead(rolecall, team.owner, chatbotId, { 'b.pdf': BROKEN })
  expect(titles()).toContain('b.pdf is damaged')
})

test('a chatbot that was just made leads straight to the form for its documents', async () => {
  await makeChatbot(rolecall, team.owner, { name: 'New' })
  await team.owner.click('Add documents')
  expect(team.owner.last).toMatchObject({ kind: 'form', form: { title: 'Upload documents' } })
})
