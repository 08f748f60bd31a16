import type { Happening } from '../../../src/chat'
import { makeAgent, ROLES, type Stage, setStage } from '../../agents/stage'
import { keepDocument } from '../../conversations/stage'
import { changedTables, takeSnapshot } from '../../hostile/snapshot'
import { createRolecall, type Rolecall, titleOf } from '../../support/rolecall'
import { makeBase } from './stage'

/** domain.md §2.2, the rows about the data of a workspace, by what somebody does in chat, one after the other. */
const TABLE = {
  //                              AA     WA     AM     CM     BA    CU
  'list the bases': ['yes', 'yes', 'yes', 'yes', 'no', 'no'],
  'list the documents': ['yes', 'yes', 'yes', 'yes', 'no', 'no'],
  'see which bases an agent uses': ['yes', 'yes', 'yes', 'yes', 'no', 'no'],
  'choose the bases of an agent': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'upload a document': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'replace a document': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'restrict a document': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'remove a document': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'create a base': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'rename a base': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'delete a base': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
} as const satisfies Record<string, readonly ('yes' | 'no')[]>
type Deed = keyof typeof TABLE

/** What is written when it is done; everything else only reads. */
const WRITES: Partial<Record<Deed, string>> = {
  'choose the bases of an agent': 'agent_base',
  ...{ 'upload a document': 'document', 'replace a document': 'document_version' },
  ...{ 'restrict a document': 'document_reader', 'remove a document': 'document' },
  ...{
    'create a base': 'knowledge_base',
    'rename a base': 'knowledge_base',
    'delete a base': 'knowledge_base',
  },
}

interface Scene {
  workspaceId: string
  baseId: string
  documentId: string
  agentId: string
}

/** How it is done: as typed, and by the button or form that a card of somebody with the right carries. */
const DEEDS: Readonly<Record<Deed, (scene: Scene) => Happening[]>> = {
  'list the bases': ({ workspaceId }) => [typed(), pressed('knowledge.bases', workspaceId, '0')],
  'create a base': ({ workspaceId }) => [
    pressed('knowledge.create', workspaceId),
    submitted('knowledge.create', workspaceId, { name: 'New', description: '' }),
  ],
  'rename a base': ({ baseId }) => [
    pressed('knowledge.edit', baseId),
    submitted('knowledge.edit', `${baseId}:1`, { name: 'Other', description: 'Words' }),
  ],
  'delete a base': ({ baseId }) => [
    pressed('knowledge.delete', baseId),
    submitted('knowledge.delete', baseId, { name: 'Other' }),
  ],
  'list the documents': ({ baseId }) => [
    typed(baseId),
    pressed('knowledge.open', baseId),
    pressed('knowledge.list', baseId, '0'),
  ],
  'upload a document': ({ baseId }) => [
    pressed('knowledge.upload', baseId),
    submitted('knowledge.upload', baseId, { files: ['hours'] }),
  ],
  'replace a document': ({ documentId }) => [
    pressed('knowledge.replace', documentId),
    submitted('knowledge.replace', `${documentId}:1`, { files: ['hours'] }),
  ],
  'restrict a document': ({ documentId }) => [
    pressed('knowledge.restrict', documentId),
    submitted('knowledge.restrict', `${documentId}:2`, {
      ...{ access: 'restricted', readers: 'boss@acme.test', switches: ['withoutMe'] },
    }),
  ],
  'remove a document': ({ documentId }) => [
    pressed('knowledge.askRemove', documentId),
    pressed('knowledge.remove', documentId),
  ],
  'see which bases an agent uses': ({ agentId }) => [pressed('knowledge.ofAgent', agentId)],
  'choose the bases of an agent': ({ agentId, baseId }) => [pressed('knowledge.use', agentId, baseId)],
}

const typed = (base?: string): Happening => ({
  kind: 'command',
  command: 'workspace knowledge',
  words: { options: base === undefined ? {} : { base } },
})
const pressed = (press: string, ...ids: string[]): Happening => ({
  kind: 'press',
  press: [press, ...ids].join(':'),
})
const submitted = (
  submit: string,
  id: string,
  values: Readonly<Record<string, string | string[]>>,
): Happening => ({ kind: 'submit', submit: `${submit}:${id}`, values })

/** For who sees no agents and no documents there is none; that there is the workspace they know. */
const REFUSED = /^You may not do this in workspace |^There is no such (chatbot|document)/

describe.each(['slack', 'discord'] as const)('in %s', (platform) => {
  let rolecall: Rolecall
  let stage: Stage
  let scene: Scene
  beforeAll(async () => {
    rolecall = await createRolecall()
    stage = await setStage(rolecall, () => platform)
  })
  afterAll(() => rolecall.close())
  beforeEach(async () => {
    const { workspaceId, people } = stage
    await rolecall.db.query('UPDATE knowledge_base SET deleted_at = now() WHERE chatbot_id IS NULL')
    const baseId = await makeBase(rolecall, stage, people.AA.user)
    const documentId = await keepDocument(rolecall, { chatbotId: baseId, passages: { Prices: 'Ten euros.' } })
    scene = { workspaceId, baseId, documentId, agentId: await makeAgent(rolecall, stage, people.AA.user) }
  })

  test.each(ROLES.map((role, column) => [role, column] as const))(
    '§2.2 F131–F135 F137 what %s may do with the knowledge bases of a workspace',
    async (role, column) => {
      const file = { ...rolecall.file('hours.txt', 'Open at seven.'), id: 'hours' }
      const { user } = stage.people[role]
      let before = await takeSnapshot(rolecall.db)
      for (const deed of Object.keys(TABLE) as Deed[]) {
        const titles: string[] = []
        for (const step of DEEDS[deed](scene))
          titles.push(titleOf(await user.does(step, undefined, { files: [file] })))
        const after = await takeSnapshot(rolecall.db)
        const changed = changedTables(before, after)
        before = after
        const may = TABLE[deed][column] === 'yes'
        for (const title of titles) expect([deed, title, REFUSED.test(title)]).toEqual([deed, title, !may])
        if (may && deed in WRITES) expect([deed, ...changed]).toContain(WRITES[deed])
        else expect([deed, ...changed]).toEqual([deed])
      }
    },
  )
})
