import { readableVersions, searchKnowledge } from '../../src/knowledge'
import { auditedOf, makeChatbot } from '../chatbots/stage'
import { createRolecall, type Rolecall, type TestUser, titleOf, wordsOf } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import {
  currentVersion,
  documentIds,
  passagesOf,
  readNow,
  replaceWith,
  upload,
  uploadAndRead,
  versionIds,
  versionsOf,
} from './stage'

let rolecall: Rolecall
let team: SeededTeam
let chatbotId: string
let documentId: string
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  team = await seedTeam(rolecall)
  chatbotId = await makeChatbot(rolecall, team.owner, { level: 'view' })
  const ids = await uploadAndRead(rolecall, team.owner, chatbotId, {
    'salary.txt': 'The salary band is seven.',
  })
  documentId = ids['salary.txt'] ?? ''
})

const search = async (personId: string | null, question = 'Which salary band?') =>
  (await searchKnowledge(rolecall.db, { chatbotId, question, personId, limit: 3 })).map(({ text }) => text)

const personOf = async ({ id }: TestUser): Promise<string> =>
  (await rolecall.db.query('SELECT person_id AS id FROM chat_identity WHERE user_id = $1', [id.userId]))[0].id

async function restrict(user: TestUser, readers: string, more: Record<string, string | string[]> = {}) {
  await user.press(`knowledge.restrict:${documentId}`)
  return user.submit({ access: 'restricted', readers, ...more })
}

describe('the list', () => {
  test('tells of each document what it is, how far it is, for whom, and who uploaded it', async () => {
    const card = wordsOf(await team.member.command('chatbot docs', 'Helper'))
    for (const words of ['salary.txt', 'TXT, ', 'version 1, ready', 'for everyone', 'Olivia'])
      expect(card).toContain(words)
    expect(card).not.toContain('Replace')
    expect(wordsOf(await team.admin.command('chatbot docs', 'Helper'))).toContain('Replace')
  })

  test('has pages', async () => {
    const names = Array.from({ length: 8 }, (_, n) => `more ${n}.txt`)
    await upload(rolecall, team.owner, chatbotId, Object.fromEntries(names.map((name) => [name, name])))
    await rolecall.work()
    await team.owner.command('chatbot docs', 'Helper')
    expect(wordsOf(team.owner.last)).toContain('9 documents')
    expect(wordsOf(team.owner.last)).not.toContain('salary.txt')
    expect(wordsOf(await team.owner.click('Next (page 2 of 2)'))).toContain('salary.txt')
  })

  test('F115 shows a restricted document to its readers and to those who manage documents', async () => {
    await restrict(team.owner, (await addressOf(team.owner)) ?? '')
    expect(wordsOf(await team.member.command('chatbot docs', 'Helper'))).not.toContain('salary.txt')
    expect(titleOf(await team.member.press(`knowledge.problem:${documentId}`))).toBe(
      'There is no such document',
    )
    expect(wordsOf(await team.admin.command('chatbot docs', 'Helper'))).toContain('salary.txt')
  })
})

const addressOf = async (user: TestUser): Promise<string> =>
  (
    await rolecall.db.query('SELECT address FROM person_address WHERE person_id = $1', [await personOf(user)])
  )[0].address

describe('who may read a document', () => {
  test('F115 only those listed find it, from the very next question on, and nobody where others read along', async () => {
    const [owner, member] = [await personOf(team.owner), await personOf(team.member)]
    expect(await search(member)).toHaveLength(1)
    expect(titleOf(await restrict(team.owner, await addressOf(team.owner)))).toBe(
      'salary.txt is restricted now',
    )
    expect(await search(owner)).toHaveLength(1)
    expect(await search(member)).toEqual([])
    expect(await search(null)).toEqual([])
    const versions = await versionIds(rolecall, documentId)
    expect(await readableVersions(rolecall.db, { chatbotId, versionIds: versions, personId: owner })).toEqual(
      new Set(versions),
    )
    expect(
      await readableVersions(rolecall.db, { chatbotId, versionIds: versions, personId: member }),
    ).toEqual(new Set())
    await team.owner.press(`knowledge.restrict:${documentId}`)
    await team.owner.submit({ access: 'everyone' })
    expect(await search(member)).toHaveLength(1)
    expect(await auditedOf(rolecall, documentId)).toEqual([
      'document.uploaded',
      'document.restricted',
      'document.restricted',
    ])
  })

  test('F116 *@acme.com is x@acme.com, and not x@acme.com.evil.org', async () => {
    const domain = `d${team.teamId.slice(-6).toLowerCase()}.test`
    const at = (address: string, name: string) =>
      seedPerson(rolecall, team, { name, platform: 'slack', role: 'member', address })
    const inside = await at(`ann@${domain}`, 'Ann')
    const outside = await at(`eve@${domain}.evil.org`, 'Eve')
    const below = await at(`sub@sub.${domain}`, 'Sue')
    await restrict(team.owner, `*@${domain.toUpperCase()}`, { switches: ['withoutMe'] })
    expect(wordsOf(team.owner.last)).toContain(`*@${domain}`)
    expect(await search(inside.personId)).toHaveLength(1)
    expect(await search(outside.personId)).toEqual([])
    expect(await search(below.personId)).toEqual([])
  })

  test('an address that was copied with invisible characters is that address; it is shown so that it can be copied', async () => {
    await restrict(team.owner, '\u200bann\u2060@acme.test\ufeff\n*\u200b@acme.test', {
      switches: ['withoutMe'],
    })
    expect(wordsOf(team.owner.last)).not.toMatch(/\p{Default_Ignorable_Code_Point}/u)
    expect(JSON.stringify(team.owner.last)).toContain('{"code":"ann@acme.test"}')
    const list = JSON.stringify(await team.owner.command('chatbot docs', 'Helper'))
    expect(list).toContain('{"code":"*@acme.test"}')
  })

  test('a team is its members at the moment of asking (R4)', async () => {
    const member = await personOf(team.member)
    await restrict(team.owner, team.teamName)
    expect(await search(member)).toHaveLength(1)
    await rolecall.db.query('UPDATE membership SET ended_at = now() WHERE person_id = $1', [member])
    expect(await search(member)).toEqual([])
  })

  test('each line that is none is named, and nothing is changed', async () => {
    const answer = await restrict(team.owner, 'ann@acme.test\nno such team\n*@\n*ann@acme.test')
    const words = JSON.stringify(answer)
    for (const line of ['no such team', '*@', '*ann@acme.test']) expect(words).toContain(`“${line}”`)
    expect(words).toContain('ann@acme.test')
    expect(await search(null)).toHaveLength(1)
  })

  test('a list beside “Everyone” is refused at the list: nothing is opened by mistake', async () => {
    await team.owner.press(`knowledge.restrict:${documentId}`)
    const refused = await team.owner.submit({ access: 'everyone', readers: 'ann@acme.test' })
    expect(JSON.stringify(refused)).toContain(
      '"readers":"You listed people: choose “Only those listed below”, or empty the list"',
    )
    await restrict(team.owner, team.teamName)
    await team.owner.press(`knowledge.restrict:${documentId}`)
    const more = `${team.teamName}\nann@acme.test`
    expect(JSON.stringify(await team.owner.submit({ access: 'everyone', readers: more }))).toContain(
      'You listed people',
    )
    expect(await search(null)).toEqual([])
    await team.owner.press(`knowledge.restrict:${documentId}`)
    const opened = await team.owner.submit({ access: 'everyone', readers: team.teamName })
    expect(titleOf(opened)).toBe('salary.txt is for everyone now')
  })

  test('at most fifty; and never so that one shuts oneself out unknowingly', async () => {
    const many = Array.from({ length: 51 }, (_, n) => `p${n}@acme.test`).join('\n')
    expect(JSON.stringify(await restrict(team.owner, many))).toContain('At most 50 readers')
    const other = 'somebody.else@acme.test'
    expect(JSON.stringify(await restrict(team.owner, other))).toContain('would not be able to read')
    expect(await search(null)).toHaveLength(1)
    expect(titleOf(await restrict(team.owner, other, { switches: ['withoutMe'] }))).toBe(
      'salary.txt is restricted now',
    )
    expect(await search(await personOf(team.owner))).toEqual([])
  })

  test('a form that shows an older state is refused; a member may not at all (F9)', async () => {
    await team.owner.press(`knowledge.restrict:${documentId}`)
    await restrict(team.admin, team.teamName)
    const late = JSON.stringify(await team.owner.submit({ access: 'everyone' }))
    expect(late).toContain('Somebody has changed this meanwhile')
    expect(await search(null)).toEqual([])
    expect(titleOf(await team.member.press(`knowledge.restrict:${documentId}`))).toBe(
      'You may not do this with chatbot Helper',
    )
  })
})

describe('a new version', () => {
  test('takes the place of the old one when it has been read, and not before', async () => {
    expect(
      await replaceWith(rolecall, team.admin, documentId, ['bands.txt', 'The salary band is nine.']),
    ).toBe('bands.txt is on its way')
    expect(await search(null)).toEqual(['The salary band is seven.'])
    await rolecall.work()
    expect(await search(null)).toEqual(['The salary band is nine.'])
    expect(await documentIds(rolecall, chatbotId)).toEqual({ 'bands.txt': documentId })
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).map(({ title }) => title)).toContain(
      'salary.txt was replaced in Helper',
    )
    await rolecall.sweep()
    expect(await passagesOf(rolecall, documentId)).toEqual(['The salary band is nine.'])
  })

  test('that cannot be read leaves the old one in place, and says so', async () => {
    await replaceWith(rolecall, team.owner, documentId, [
      'salary.pdf',
      '%PDF-1.7 and then nothing of the kind',
    ])
    await rolecall.work()
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('salary.pdf is damaged')
    expect(await search(null)).toEqual(['The salary band is seven.'])
    expect(wordsOf(await team.owner.press(`knowledge.problem:${documentId}`))).toContain(
      'Until then version 1 is searched.',
    )
  })

  test('of the very same bytes changes nothing', async () => {
    await replaceWith(rolecall, team.owner, documentId, ['salary.txt', 'The salary band is seven.'])
    await rolecall.work()
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('salary.txt is the same as before')
    expect(await currentVersion(rolecall, documentId)).toBe(1)
    expect(wordsOf(await team.owner.command('chatbot docs', 'Helper'))).toContain('version 1, ready')
  })

  test('a form that shows an older state is refused', async () => {
    await team.owner.press(`knowledge.replace:${documentId}`)
    const { last } = team.owner
    await replaceWith(rolecall, team.admin, documentId, ['salary.txt', 'The salary band is eight.'])
    const file = rolecall.file('salary.txt', 'The salary band is zero.')
    const submit = last.kind === 'form' ? last.form.submit : ''
    const values = { files: [file.id] }
    const late = await team.owner.does({ kind: 'submit', submit, values }, undefined, { files: [file] })
    expect(JSON.stringify(late)).toContain('Somebody has changed this meanwhile')
    await rolecall.work()
    expect(await search(null)).toEqual(['The salary band is eight.'])
  })

  test('the newest wins, in whatever order they are read', async () => {
    await replaceWith(rolecall, team.owner, documentId, ['salary.txt', 'The salary band is two.'])
    await replaceWith(rolecall, team.owner, documentId, ['salary.txt', 'The salary band is three.'])
    const [, second = '', third = ''] = await versionIds(rolecall, documentId)
    await readNow(rolecall, third)
    await readNow(rolecall, second)
    expect((await versionsOf(rolecall, documentId)).map(({ status }) => status)).toEqual([
      'ready',
      'ready',
      'ready',
    ])
    expect(await currentVersion(rolecall, documentId)).toBe(3)
    expect(await search(null)).toEqual(['The salary band is three.'])
  })

  test('R11 of a chatbot shared for editing may be made by a member while uploads are off', async () => {
    await team.owner.command('chatbot share', { chatbot: 'Helper', level: 'edit' })
    await upload(rolecall, team.member, chatbotId, { 'new.txt': 'New.' })
    expect(titleOf(team.member.last)).toMatch(/^This is switched off/)
    const title = await replaceWith(rolecall, team.member, documentId, [
      'salary.txt',
      'The salary band is six.',
    ])
    expect(title).toBe('salary.txt is on its way')
    await rolecall.work()
    expect(await search(null)).toEqual(['The salary band is six.'])
  })

  test('R19 is made once for one submit', async () => {
    const file = rolecall.file('salary.txt', 'Once.')
    const submit = `knowledge.replace:${documentId}:1`
    const happening = { kind: 'submit', submit, values: { files: [file.id] } } as const
    for (let n = 0; n < 3; n += 1) await team.owner.does(happening, 'replaced once', { files: [file] })
    expect(await versionsOf(rolecall, documentId)).toHaveLength(2)
  })
})

describe('removing', () => {
  test('R4 nobody finds it any more, at once; passages, bytes and rows follow', async () => {
    await team.admin.press(`knowledge.askRemove:${documentId}`)
    expect(titleOf(team.admin.last)).toBe('Remove salary.txt?')
    expect(titleOf(await team.admin.click('Remove'))).toBe('salary.txt is removed')
    expect(await search(null)).toEqual([])
    expect(wordsOf(await team.owner.command('chatbot docs', 'Helper'))).toContain('None yet')
    await rolecall.deliver()
    expect(rolecall.inboxOf(team.owner).at(-1)?.title).toBe('salary.txt was removed from Helper')
    await rolecall.sweep()
    rolecall.clock.advance(120_000)
    await rolecall.sweep()
    await rolecall.sweep()
    expect(await leftOf()).toEqual({ chunks: 0, bytes: 0, documents: 0 })
  })

  test('a deleted chatbot leaves nothing of its documents', async () => {
    await team.owner.command('chatbot delete', 'Helper')
    await team.owner.submit({ name: 'Helper' })
    expect(await search(null)).toEqual([])
    rolecall.clock.advance(120_000)
    await rolecall.sweep()
    await rolecall.sweep()
    expect(await leftOf()).toEqual({ chunks: 0, bytes: 0, documents: 0 })
  })

  test('H1 R21 who may not is refused, and another account sees nothing of it', async () => {
    expect(titleOf(await team.member.press(`knowledge.remove:${documentId}`))).toBe(
      'You may not do this with chatbot Helper',
    )
    const other = await seedTeam(rolecall)
    for (const press of ['remove', 'askRemove', 'replace', 'restrict', 'again', 'problem'])
      expect(titleOf(await other.owner.press(`knowledge.${press}:${documentId}`))).toBe(
        'There is no such document',
      )
    expect(await search(null)).toHaveLength(1)
  })

  test('R19 is done once, and repeated deliveries answer alike', async () => {
    const titles = []
    for (let n = 0; n < 3; n += 1)
      titles.push(titleOf(await team.owner.press(`knowledge.remove:${documentId}`, 'removed once')))
    expect(titles).toEqual(Array(3).fill('salary.txt is removed'))
    expect(
      (await auditedOf(rolecall, documentId)).filter((action) => action === 'document.removed'),
    ).toHaveLength(1)
  })

  async function leftOf() {
    const [row] = await rolecall.db.query(
      `SELECT (SELECT count(*) FROM chunk WHERE document_id = $1) AS chunks, (SELECT count(*) FROM document WHERE id = $1) AS documents,
       (SELECT count(*) FROM file_part WHERE key IN (SELECT id FROM document_version WHERE document_id = $1)) AS bytes`,
      [documentId],
    )
    return row
  }
})
