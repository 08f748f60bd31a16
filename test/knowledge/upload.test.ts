import { searchKnowledge } from '../../src/knowledge'
import { makeChatbot, setTeam } from '../chatbots/stage'
import { createRolecall, pressOf, type Rolecall, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { documentIds, upload, uploadAndRead, versionsOf } from './stage'

let rolecall: Rolecall
let team: SeededTeam
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
})

const HOURS = '# Opening hours\n\nThe shop opens at nine in the morning and closes at six.\n'
const MIB = 2 ** 20
const search = (chatbotId: string, question: string) =>
  searchKnowledge(rolecall.db, { chatbotId, question, personId: null, limit: 3 })

describe('an uploaded document', () => {
  test('is read by a worker and found by questions; its card is redrawn until it is ready', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner)
    const ids = await upload(rolecall, team.owner, chatbotId, { 'hours.md': HOURS })
    const { last } = team.owner
    expect(last).toMatchObject({ kind: 'say', audience: 'direct', subject: { type: 'upload' } })
    expect(titleOf(last)).toBe('hours.md is on its way')
    expect(await search(chatbotId, 'When does the shop open?')).toEqual([])
    const kind = rolecall.parts.flatMap((part) => part.cards ?? []).find(({ type }) => type === 'upload')
    const redrawn = async () => {
      const id = last.kind === 'say' ? (last.subject?.id ?? '') : ''
      return (await kind?.draw(id, 'uploader', { locale: 'en', timeZone: 'UTC', now: 0 }, null))?.title
    }
    await rolecall.work()
    expect(await redrawn()).toBe('hours.md is ready')
    expect(await versionsOf(rolecall, ids['hours.md'] ?? '')).toEqual([
      { number: 1, status: 'ready', progress: 100, problem: null, chunks: 1 },
    ])
    const owed = await rolecall.db.query(`SELECT 1 FROM outbox WHERE name = 'upload' AND kind = 'refresh'`)
    expect(owed.length).toBeGreaterThan(0)
    const [found] = await search(chatbotId, 'When does the shop open?')
    expect(found).toMatchObject({ document: 'hours.md', place: { heading: 'Opening hours' } })
    expect(found?.text).toContain('opens at nine')
  })

  test('R19 the same submit delivered eleven times adds one document and answers eleven times', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner)
    const file = rolecall.file('once.txt', 'Once and no more.')
    const happening = {
      kind: 'submit',
      submit: `knowledge.upload:${chatbotId}`,
      values: { files: [file.id] },
    } as const
    const answers = []
    for (let n = 0; n < 11; n += 1)
      answers.push(titleOf(await team.owner.does(happening, 'the same', { files: [file] })))
    expect(new Set(answers)).toEqual(new Set(['once.txt is on its way']))
    await rolecall.work()
    expect(Object.keys(await documentIds(rolecall, chatbotId))).toEqual(['once.txt'])
  })

  test('on Discord may come with the command itself', async () => {
    await makeChatbot(rolecall, team.owner, { level: 'view' })
    await setTeam(team, 'memberDocumentUploads')
    const file = rolecall.file('with.txt', 'It came with the command.')
    const happening = {
      kind: 'command',
      command: 'chatbot docs',
      words: { options: { file: file.id } },
    } as const
    expect(titleOf(await team.member.does(happening, undefined, { files: [file] }))).toBe(
      'with.txt is on its way',
    )
  })

  test('the chatbot’s owner is told when somebody else uploads', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner, { level: 'view' })
    await upload(rolecall, team.admin, chatbotId, { 'a.txt': 'A', 'b.txt': 'B' })
    await rolecall.deliver()
    const [told] = rolecall.inboxOf(team.owner).slice(-1)
    expect(told?.title).toBe('2 documents were added to Helper')
  })
})

describe('who may upload', () => {
  const tries = async (user: SeededTeam['member'], chatbotId: string) => {
    await upload(rolecall, user, chatbotId, { 'try.txt': 'Tried.' })
    return titleOf(user.last)
  }

  test('F13 F14 owner and admin upload while the setting is off', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner, { level: 'view' })
    await upload(rolecall, team.owner, chatbotId, { 'owner.txt': 'Mine.' })
    await upload(rolecall, team.admin, chatbotId, { 'admin.txt': 'Ours.' })
    expect(Object.keys(await documentIds(rolecall, chatbotId)).sort()).toEqual(['admin.txt', 'owner.txt'])
  })

  test('F14 F35 a member is refused, the setting is named; with it on the very next upload works', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner, { level: 'view' })
    expect(await tries(team.member, chatbotId)).toMatch(/^This is switched off for members of team/)
    expect(wordsOf(team.member.last)).toContain('Members may upload documents')
    expect(await documentIds(rolecall, chatbotId)).toEqual({})
    await setTeam(team, 'memberDocumentUploads')
    expect(await tries(team.member, chatbotId)).toBe('try.txt is on its way')
    await setTeam(team)
    await upload(rolecall, team.member, chatbotId, { 'late.txt': 'Late.' })
    expect(Object.keys(await documentIds(rolecall, chatbotId))).toEqual(['try.txt'])
  })

  test('F16 F95 R21 nobody uploads to what they do not reach, or reach without its documents', async () => {
    await setTeam(team, 'memberDocumentUploads')
    const personal = await makeChatbot(rolecall, team.owner, { name: 'Personal' })
    expect(await tries(team.member, personal)).toBe('There is no such chatbot or knowledge base')
    const without = await makeChatbot(rolecall, team.owner, {
      name: 'Without',
      level: 'full',
      knowledge: false,
    })
    expect(await tries(team.member, without)).toBe('The documents of chatbot Without are not shared with you')
    expect(titleOf(await team.member.command('chatbot docs', 'Without'))).toBe(
      'The documents of chatbot Without are not shared with you',
    )
    expect(titleOf(await team.member.press(`knowledge.list:${without}:0`))).toBe(
      'The documents of chatbot Without are not shared with you',
    )
    const other = await seedTeam(rolecall)
    expect(await tries(other.owner, personal)).toBe('There is no such chatbot or knowledge base')
    expect(await documentIds(rolecall, personal)).toEqual({})
  })

  test('R4 H1 the right ends between opening the form and sending it', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner, { level: 'edit' })
    await setTeam(team, 'memberDocumentUploads')
    await team.member.press(`knowledge.upload:${chatbotId}`)
    expect(team.member.last.kind).toBe('form')
    await rolecall.db.query(
      `UPDATE membership SET ended_at = now(), version = version + 1 WHERE team_id = $1 AND role = 'member'`,
      [team.teamId],
    )
    expect(await tries(team.member, chatbotId)).toBe('There is no such chatbot or knowledge base')
  })
})

describe('what is not taken', () => {
  /** Of that size by what the platform says; nothing of it is ever read. */
  const sized = (name: string, sizeBytes: number) => ({ ...rolecall.file(name, 'x'), sizeBytes })
  const send = async (files: readonly ReturnType<typeof sized>[]) => {
    const chatbotId = await makeChatbot(rolecall, team.owner)
    await team.owner.does(
      {
        kind: 'submit',
        submit: `knowledge.upload:${chatbotId}`,
        values: { files: files.map(({ id }) => id) },
      },
      undefined,
      { files },
    )
    return { chatbotId, words: wordsOf(team.owner.last) + JSON.stringify(team.owner.last) }
  }

  test('F112 the lowest of plan, type and platform holds before anything is read', async () => {
    const form = await send([sized('big.pdf', 11 * MIB)])
    expect(form.words).toContain('big.pdf is too large: 11 MB')
    expect(await documentIds(rolecall, form.chatbotId)).toEqual({})
    const onDiscord = { platform: 'discord', tenant: 'D', address: 'https://cdn.example' } as const
    const byPlan = await send([{ ...sized('big.pdf', 26 * MIB), source: onDiscord }])
    expect(byPlan.words).toContain('big.pdf is too large: 26 MB')
    const byType = await send([{ ...sized('notes.md', 21 * MIB), source: onDiscord }])
    expect(byType.words).toContain('notes.md is too large: 21 MB')
    const fits = await send([{ ...sized('notes.md', 20 * MIB), source: onDiscord }])
    expect(Object.keys(await documentIds(rolecall, fits.chatbotId))).toEqual(['notes.md'])
  })

  test('F114 an unknown type is refused with the list of types', async () => {
    const { chatbotId, words } = await send([sized('tool.exe', 10), sized('ok.txt', 1)])
    expect(words).toContain('tool.exe is of a type I cannot read')
    expect(words).toContain('PDF, DOCX, PPTX, XLSX, CSV, TXT, MD, HTML')
    expect(Object.keys(await documentIds(rolecall, chatbotId))).toEqual(['ok.txt'])
  })

  test('F113 at most ten files at once, and two hundred in a chatbot', async () => {
    const eleven = Array.from({ length: 11 }, (_, n) => sized(`f${n}.txt`, 1))
    expect((await send(eleven)).words).toContain('At most 10 files at once')
    const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'Full' })
    await rolecall.db.query(
      `INSERT INTO document (id, account_id, base_id, name, media_type, created_by, created_at)
       SELECT $1 || n, account_id, id, 'filler ' || n, 'text/plain', owner_id, now() FROM chatbot, generate_series(1, 199) n WHERE id = $1`,
      [chatbotId],
    )
    const [one, other] = [rolecall.file('one.txt', '1'), rolecall.file('other.txt', '2')]
    const values = { files: [one.id, other.id] }
    const submit = `knowledge.upload:${chatbotId}`
    const both = await team.owner.does({ kind: 'submit', submit, values }, undefined, { files: [one, other] })
    expect(JSON.stringify(both)).toContain('Full would have more than 200 documents')
    await upload(rolecall, team.owner, chatbotId, { 'one.txt': '1' })
    expect(titleOf(team.owner.last)).toBe('one.txt is on its way')
  })

  test('a file of a name that is there waits until it is said that it replaces the document', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner)
    const ids = await uploadAndRead(rolecall, team.owner, chatbotId, { 'price.txt': 'The price is ten.' })
    await upload(rolecall, team.owner, chatbotId, { 'Price.TXT': 'The price is twenty.' })
    expect(titleOf(team.owner.last)).toBe('Nothing was added')
    expect(Object.keys(await documentIds(rolecall, chatbotId))).toEqual(['price.txt'])
    await team.owner.click('Replace it')
    await rolecall.work()
    expect(await versionsOf(rolecall, ids['price.txt'] ?? '')).toHaveLength(2)
    expect((await search(chatbotId, 'price'))[0]?.text).toContain('twenty')
  })
})

describe('files without a command', () => {
  test('the one who sent them says for which chatbot, within a day, and nobody else', async () => {
    const chatbotId = await makeChatbot(rolecall, team.owner, { name: 'First' })
    await makeChatbot(rolecall, team.owner, { name: 'Second', level: 'view' })
    const files = [rolecall.file('sent.txt', 'Sent in a message.')]
    const words = { options: { file: files[0]?.id ?? '' } }
    const given = { kind: 'command', command: 'chatbot docs', words } as const
    const offered = await team.owner.does(given, undefined, { files })
    expect(titleOf(offered)).toBe('Add sent.txt to which chatbot?')
    const press = pressOf(offered, 'First')
    expect(titleOf(await team.admin.press(press))).toBe('There is no such file of yours')
    expect(titleOf(await team.owner.press(press))).toBe('sent.txt is on its way')
    await rolecall.work()
    expect(Object.keys(await documentIds(rolecall, chatbotId))).toEqual(['sent.txt'])
    rolecall.clock.advance(25 * 3_600_000)
    await rolecall.sweep()
    expect(titleOf(await team.owner.press(press))).toBe('There is no such file of yours')
  })

  test('who may upload nowhere is told why', async () => {
    await makeChatbot(rolecall, team.owner, { level: 'view' })
    const { user } = await seedPerson(rolecall, team, { name: 'Nora', platform: 'discord' })
    const file = rolecall.file('sent.txt', 'Sent.')
    const command = {
      kind: 'command',
      command: 'chatbot docs',
      words: { options: { file: file.id } },
    } as const
    expect(titleOf(await team.member.does(command, undefined, { files: [file] }))).toMatch(
      /^This is switched off/,
    )
    expect(titleOf(await user.does(command, undefined, { files: [file] }))).toBe(
      'There is no chatbot for you here yet',
    )
  })
})
