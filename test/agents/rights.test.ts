import type { Happening } from '../../src/chat'
import { QUESTION } from '../conversations/stage'
import { changedTables, takeSnapshot } from '../hostile/snapshot'
import { createRolecall, type Rolecall, type TestUser, titleOf } from '../support/rolecall'
import { makeAgent, ROLES, type Stage, setStage } from './stage'

/** domain.md §2.2, the rows about what a workspace owns, by what somebody does in chat. */
const TABLE = {
  //                              AA     WA     AM     CM     BA    CU
  'list the agents': ['yes', 'yes', 'yes', 'yes', 'no', 'yes'],
  'show an agent': ['yes', 'yes', 'yes', 'yes', 'no', 'yes'],
  'create an agent': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'copy an agent': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'edit an agent': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'edit its instructions': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'restore a version of its instructions (F153)': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'pause an agent': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'archive an agent': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'delete an agent': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'see its documents': ['yes', 'yes', 'yes', 'yes', 'no', 'no'],
  'upload a document': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'ask an agent': ['yes', 'yes', 'yes', 'yes', 'no', 'yes'],
  'read what people think of it': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
} as const satisfies Record<string, readonly ('yes' | 'no')[]>
type Deed = keyof typeof TABLE

/** What is written when it is done; everything else only reads. */
const WRITES: Partial<Record<Deed, string>> = {
  ...{ 'create an agent': 'chatbot', 'copy an agent': 'chatbot', 'edit an agent': 'chatbot' },
  'edit its instructions': 'chatbot_instructions',
  'restore a version of its instructions (F153)': 'chatbot_instructions',
  ...{ 'pause an agent': 'audit_entry', 'archive an agent': 'audit_entry', 'delete an agent': 'chatbot' },
  ...{ 'upload a document': 'document', 'ask an agent': 'turn' },
}

const KEPT = { name: 'Front desk', keep: 'forGood', switches: [] }

/** How it is done: as typed, and by the button or form that a card of somebody with the right carries. */
const DEEDS: Readonly<Record<Deed, (id: string, workspaceId: string) => Happening[]>> = {
  'list the agents': (_id, workspaceId) => [
    typed('workspace agents'),
    pressed('agents.list', workspaceId, '0'),
  ],
  'show an agent': (id) => [typed('chatbot show', id), pressed('chatbots.open', id)],
  'create an agent': (_id, workspaceId) => [
    pressed('agents.create', workspaceId),
    submitted('agents.create', workspaceId, { ...KEPT, name: 'New', instructions: '' }),
  ],
  'copy an agent': (id) => [pressed('agents.duplicate', id)],
  'edit an agent': (id) => [
    typed('chatbot edit', id),
    submitted('chatbots.edit', `${id}:2`, { ...KEPT, name: 'Edited', instructions: 'Be brief.' }),
  ],
  'edit its instructions': (id) => [
    pressed('chatbots.edit', id),
    submitted('chatbots.edit', `${id}:2`, { ...KEPT, instructions: 'Be both.' }),
  ],
  'restore a version of its instructions (F153)': (id) => [
    pressed('chatbots.versions', id, '0'),
    pressed('chatbots.version', id, '1'),
    pressed('chatbots.restoreVersion', id, '1'),
  ],
  'pause an agent': (id) => [typed('chatbot pause', id), pressed('chatbots.status', id, 'resume')],
  'archive an agent': (id) => [typed('chatbot archive', id), pressed('chatbots.status', id, 'restore')],
  'delete an agent': (id) => [
    typed('chatbot delete', id),
    submitted('chatbots.delete', id, { name: 'Front desk' }),
  ],
  'see its documents': (id) => [typed('chatbot docs', id), pressed('knowledge.list', id, '0')],
  'upload a document': (id) => [
    pressed('knowledge.upload', id),
    submitted('knowledge.upload', id, { files: ['hours'] }),
  ],
  'ask an agent': (id) => [
    { kind: 'command', command: 'ask', words: { options: { ...QUESTION, chatbot: id } } },
    submitted('conversations.ask', id, QUESTION),
  ],
  'read what people think of it': (id) => [
    typed('chatbot feedback', id),
    pressed('answers.feedback', id, '0'),
  ],
}

const typed = (command: string, chatbot?: string): Happening => ({
  kind: 'command',
  command,
  words: { options: chatbot === undefined ? {} : { chatbot } },
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

/** For who sees no agents there is none; that there is the workspace they know. */
const REFUSED = /^You may not do this in workspace |^There is no such (chatbot|knowledge base|base)/

const cells = (Object.keys(TABLE) as Deed[]).flatMap((deed) =>
  ROLES.map((role, column) => [role, TABLE[deed][column] === 'yes' ? 'may' : 'may not', deed] as const),
)

describe.each(['slack', 'discord'] as const)('in %s', (platform) => {
  let rolecall: Rolecall
  let stage: Stage
  let id: string
  beforeAll(async () => {
    rolecall = await createRolecall()
    stage = await setStage(rolecall, () => platform)
  })
  afterAll(() => rolecall.close())
  beforeEach(async () => {
    const { user } = stage.people.AA
    id = await makeAgent(rolecall, stage, user)
    await user.command('chatbot edit', id)
    await user.submit({ ...KEPT, instructions: 'Be brief.' })
    rolecall.model.says('At seven in the morning.')
  })

  const doAll = async (user: TestUser, deed: Deed): Promise<string[]> => {
    const titles: string[] = []
    const file = { ...rolecall.file('hours.txt', 'Open at seven.'), id: 'hours' }
    for (const step of DEEDS[deed](id, stage.workspaceId))
      titles.push(titleOf(await user.does(step, undefined, { files: [file] })))
    return titles
  }

  const allowed = cells.filter(([, cell]) => cell === 'may')
  const denied = cells.filter(([, cell]) => cell === 'may not')

  test.each(allowed)('§2.2 F131–F135 F139 F140 %s %s: %s', async (role, _cell, deed) => {
    const before = await takeSnapshot(rolecall.db)
    for (const title of await doAll(stage.people[role].user, deed)) expect(title).not.toMatch(REFUSED)
    const changed = changedTables(before, await takeSnapshot(rolecall.db))
    if (deed in WRITES) expect(changed).toContain(WRITES[deed])
    else expect(changed).toEqual([])
  })

  test.each(denied)('§2.2 F131–F135 F137 F140 %s %s: %s', async (role, _cell, deed) => {
    const before = await takeSnapshot(rolecall.db)
    for (const title of await doAll(stage.people[role].user, deed)) expect(title).toMatch(REFUSED)
    expect(changedTables(before, await takeSnapshot(rolecall.db))).toEqual([])
  })
})
