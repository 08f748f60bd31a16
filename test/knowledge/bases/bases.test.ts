import type { Answer } from '../../../src/chat'
import { acrossPlatforms, makeAgent, type Role, type Stage, setStage } from '../../agents/stage'
import { BOTH_WAYS, makeChatbot } from '../../chatbots/stage'
import { inPrivate, keepDocument } from '../../conversations/stage'
import { cardOf, createRolecall, type Rolecall, titleOf, wordsOf } from '../../support/rolecall'
import { addWorkspace, auditOf } from '../../workspaces/stage'
import { documentIds, upload } from '../stage'
import { basesOf, fillWithBases, makeBase } from './stage'

let rolecall: Rolecall
beforeAll(async () => {
  rolecall = await createRolecall()
})
afterAll(() => rolecall.close())

/** Where a form has errors, the platforms say so in different ways. */
const said = (answer: Answer) => JSON.stringify(answer)
const DENIED = /^You may not do this in workspace /
const NO_BASE = /^There is no such (chatbot or )?knowledge base$/
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => `Base ${String(n).padStart(2, '0')}`)

describe.each(BOTH_WAYS)('%s', (_name, swapped) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(rolecall, acrossPlatforms(swapped))
  })
  const user = (role: Role) => stage.people[role].user
  const make = (name?: string) => makeBase(rolecall, stage, user('CM'), name)
  const makeAnAgent = () => makeAgent(rolecall, stage, user('AM'))
  const namesOf = async () =>
    (
      await rolecall.db.query(
        'SELECT name FROM knowledge_base WHERE workspace_id = $1 AND chatbot_id IS NULL AND deleted_at IS NULL ORDER BY name',
        [stage.workspaceId],
      )
    ).map(({ name }: { name: string }) => name)

  test('F133 F131 from an empty list to an agent that answers from a base, by the buttons that the cards show', async () => {
    expect(wordsOf(await user('CM').command('workspace knowledge'))).toContain('None yet')
    expect(wordsOf(await user('AM').command('workspace knowledge'))).toContain('Content Managers')
    await user('CM').click('New knowledge base')
    expect(titleOf(await user('CM').submit({ name: ' Prices ', description: 'What things cost' }))).toBe(
      'Prices is there',
    )
    await user('CM').click('All knowledge bases')
    expect(wordsOf(user('CM').last)).toMatch(
      /Prices[\s\S]*0 documents[\s\S]*No agent uses it[\s\S]*What things cost/,
    )
    await user('CM').click('Documents')
    expect(titleOf(user('CM').last)).toBe('Documents of Prices')
    await user('CM').click('Upload')
    const file = rolecall.file('prices.md', '# Prices\n\nA bike costs ten euros.')
    const { last } = user('CM')
    const submit = last.kind === 'form' ? last.form.submit : ''
    const done = await user('CM').does({ kind: 'submit', submit, values: { files: [file.id] } }, undefined, {
      files: [file],
    })
    expect(wordsOf(done)).toContain('"Knowledge base"')
    await rolecall.work()
    const agentId = await makeAnAgent()
    await user('AM').command('chatbot show', agentId)
    await user('AM').click('Knowledge bases')
    await user('AM').click('Use')
    expect(wordsOf(user('AM').last)).toContain(
      'and from 1 knowledge base. Its workspace has 1 knowledge base;',
    )
    expect(wordsOf(await user('AM').command('chatbot show', agentId))).toContain('those of 1 knowledge base')
    expect(wordsOf(await user('AM').command('workspace knowledge'))).toContain('Used by Front desk')
    await user('AM').press(`knowledge.ofAgent:${agentId}`)
    await user('AM').click('Stop using')
    expect(await basesOf(rolecall, agentId)).toEqual([])
    const actions = (await auditOf(rolecall, stage.workspaceId)).map(({ action }) => action)
    const wanted = ['base.created', 'document.uploaded', 'chatbot.baseAdded', 'chatbot.baseTaken']
    expect(actions.filter((action) => wanted.includes(action))).toEqual(wanted)
  })

  test('one is renamed where two look at it; a name is in a workspace once, and nothing typed is lost', async () => {
    const [prices] = [await make(), await make('Rooms')]
    await user('CM').press(`knowledge.edit:${prices}`)
    await user('WA').press(`knowledge.edit:${prices}`)
    expect(titleOf(await user('WA').submit({ name: 'Fees', description: '' }))).toBe('Fees is saved')
    await user('CM').submit({ name: 'Costs', description: 'Mine' })
    expect(await namesOf()).toEqual(['Fees', 'Rooms'])
    expect(said(user('CM').last)).toContain('Somebody has changed this meanwhile')
    await user('WA').press(`knowledge.edit:${prices}`)
    await user('WA').submit({ name: 'ROOMS' })
    expect(said(user('WA').last)).toContain('has a knowledge base called ROOMS already')
    expect(await namesOf()).toEqual(['Fees', 'Rooms'])
  })

  test('of two that make one of the same name at once, one does (R19: each once, however often it is delivered)', async () => {
    const values = { name: 'Prices', description: '' }
    const submit = `knowledge.create:${stage.workspaceId}`
    const create = (role: Role, key: string) => user(role).does({ kind: 'submit', submit, values }, key)
    const keys = ['CM', 'CM', 'WA', 'CM', 'WA'] as const
    await Promise.all(keys.map((role) => create(role, `${stage.workspaceId} ${role}`)))
    expect(await namesOf()).toEqual(['Prices'])
    const made = (await auditOf(rolecall, stage.workspaceId)).filter(
      ({ action }) => action === 'base.created',
    )
    expect(made).toHaveLength(1)
  })

  test('a workspace has fifty bases at most, also when two make one at once', async () => {
    await fillWithBases(rolecall, stage, numbered(49))
    const create = (role: Role, name: string) =>
      user(role).does({ kind: 'submit', submit: `knowledge.create:${stage.workspaceId}`, values: { name } })
    const answers = await Promise.all([create('CM', 'One'), create('WA', 'Two'), create('AA', 'Three')])
    expect(await namesOf()).toHaveLength(50)
    expect(answers.filter((answer) => titleOf(answer).endsWith('is there'))).toHaveLength(1)
    expect(said(await create('CM', 'Four'))).toContain('has 50 knowledge bases already')
    const list = cardOf(await user('CM').command('workspace knowledge'))
    expect(list.buttons?.map(({ label }) => label)).toEqual(['Next (page 2 of 7)'])
  })

  test('an agent uses ten bases at most, also when two choose at once', async () => {
    const agentId = await makeAnAgent()
    const bases = await fillWithBases(rolecall, stage, numbered(13))
    for (const { id } of bases.slice(0, 9)) await user('AM').press(`knowledge.use:${agentId}:${id}`)
    await Promise.all(
      bases
        .slice(9, 12)
        .map(({ id }, n) =>
          user((['AM', 'WA', 'AA'] as const)[n] ?? 'AM').press(`knowledge.use:${agentId}:${id}`),
        ),
    )
    expect(await basesOf(rolecall, agentId)).toHaveLength(10)
    expect(titleOf(await user('AM').press(`knowledge.use:${agentId}:${bases[12]?.id}`))).toBe(
      'Front desk uses 10 knowledge bases already',
    )
    // What is used already stays so without another place.
    await user('AM').press(`knowledge.use:${agentId}:${bases[0]?.id}`)
    expect(titleOf(user('AM').last)).toBe('Knowledge bases of Front desk')
  })

  test('F112 F113 F114 types, sizes and two hundred documents hold for a base as for a chatbot', async () => {
    const baseId = await make()
    await upload(rolecall, user('CM'), baseId, { 'tune.mp3': 'la' })
    expect(said(user('CM').last)).toContain('tune.mp3 is of a type I cannot read')
    const large = { ...rolecall.file('large.md', 'x'), sizeBytes: 11 * 2 ** 20 }
    const submit = `knowledge.upload:${baseId}`
    const send = { kind: 'submit', submit, values: { files: [large.id] } } as const
    expect(said(await user('CM').does(send, undefined, { files: [large] }))).toContain('is too large: 11 MB')
    await rolecall.db.query(
      `INSERT INTO document (id, account_id, base_id, name, media_type, created_by, created_at)
       SELECT 'fill' || n || right(b.id, 12), b.account_id, b.id, 'fill ' || n, 'text/plain', $2, now()
       FROM knowledge_base b, generate_series(1, 199) n WHERE b.id = $1`,
      [baseId, stage.people.CM.personId],
    )
    await Promise.all([
      upload(rolecall, user('CM'), baseId, { 'one.md': 'One' }),
      upload(rolecall, user('WA'), baseId, { 'two.md': 'Two' }),
    ])
    expect(Object.keys(await documentIds(rolecall, baseId))).toHaveLength(200)
  })

  test('R21 F126 F150 a base of another workspace, and one of another account, is none; AA reaches those of the account', async () => {
    const elsewhere = await addWorkspace(rolecall, stage, 'Elsewhere')
    const near = await makeBase(rolecall, { workspaceId: elsewhere }, user('AA'), 'Near')
    const nearDocument = await keepDocument(rolecall, { chatbotId: near, passages: { Near: 'Near.' } })
    const other = await setStage(rolecall, acrossPlatforms(swapped))
    const far = await makeBase(rolecall, other, other.people.CM.user, 'Far')
    const agentId = await makeAnAgent()
    for (const id of [near, far])
      for (const press of ['open', 'list', 'upload', 'edit', 'delete'])
        expect(titleOf(await user('CM').press(`knowledge.${press}:${id}`))).toMatch(NO_BASE)
    expect(titleOf(await user('CM').press(`knowledge.askRemove:${nearDocument}`))).toBe(
      'There is no such document',
    )
    expect(titleOf(await user('CM').press(`knowledge.bases:${elsewhere}:0`))).toBe(
      'There is no such workspace',
    )
    expect(titleOf(await user('CM').command('workspace knowledge', 'Far'))).toMatch(
      /^There is no such knowledge base/,
    )
    expect(titleOf(await user('AA').press(`knowledge.open:${near}`))).toBe('Documents of Near')
    // Also who reaches both: an agent answers from what its own workspace has.
    for (const id of [near, far])
      expect(titleOf(await user('AA').press(`knowledge.use:${agentId}:${id}`))).toMatch(NO_BASE)
    expect(titleOf(await user('AA').press(`knowledge.open:${far}`))).toMatch(NO_BASE)
    expect(await basesOf(rolecall, agentId)).toEqual([])
  })

  test('R4 H5 a role that is taken away ends it in the open form; nothing changes', async () => {
    const baseId = await make()
    await user('CM').press(`knowledge.edit:${baseId}`)
    await rolecall.db.query(
      `UPDATE workspace_user SET role = 'agentManager', version = DEFAULT WHERE person_id = $1`,
      [stage.people.CM.personId],
    )
    expect(titleOf(await user('CM').submit({ name: 'Mine' }))).toMatch(DENIED)
    expect(titleOf(await user('CM').press(`knowledge.upload:${baseId}`))).toMatch(DENIED)
    await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [stage.people.CM.personId])
    expect(titleOf(await user('CM').press(`knowledge.open:${baseId}`))).not.toContain('Documents')
    expect(await namesOf()).toEqual(['Prices'])
  })

  test('a chatbot of a person has no bases to choose, and its own is not among those of the workspace', async () => {
    const chatbotId = await makeChatbot(rolecall, stage.owner, { name: 'Helper' })
    const baseId = await make()
    for (const press of [`knowledge.ofAgent:${chatbotId}`, `knowledge.use:${chatbotId}:${baseId}`])
      expect(titleOf(await stage.owner.press(press))).toBe('There is no such chatbot')
    for (const press of ['edit', 'delete'])
      expect(titleOf(await stage.owner.press(`knowledge.${press}:${chatbotId}`))).toMatch(NO_BASE)
    expect(wordsOf(await stage.owner.command('workspace knowledge'))).not.toContain('Helper')
    expect(await basesOf(rolecall, chatbotId)).toEqual([])
  })

  test('a file sent in private is offered to the bases of those who may add to them', async () => {
    const baseId = await make()
    const file = rolecall.file('prices.md', 'A bike costs ten euros.')
    const [offer] = await user('CM').says('', { ...inPrivate, files: [file] })
    expect(offer && titleOf(offer)).toBe('Add prices.md to Prices?')
    const card = cardOf(offer ?? user('CM').last)
    const [button] = card.buttons ?? []
    await user('CM').press(button && 'press' in button ? button.press : '')
    expect(Object.keys(await documentIds(rolecall, baseId))).toEqual(['prices.md'])
    const [none] = await user('AM').says('', { ...inPrivate, files: [file] })
    expect(none && titleOf(none)).toMatch(DENIED)
  })
})
