import type { Chatbot, Reach, ReachedChatbot } from '../../src/chatbots'
import { namedFirst, readCitations, readingFor, searchFor, unreadFor } from '../../src/conversations/rules'

const reach: Reach = {
  own: true,
  level: 'full',
  knowledge: true,
  teams: [],
  near: [],
  grantIds: [],
  agent: null,
}
const chatbot: Chatbot = {
  id: 'B1',
  accountId: 'A1',
  workspaceId: 'W1',
  workspaceName: 'Acme',
  ownerId: 'P1',
  ownerName: 'Olivia',
  name: 'Handbook',
  description: '',
  instructions: '',
  instructionsVersion: 1,
  sourcesOnly: false,
  keepDays: null,
  status: 'active',
  version: 1,
  createdAt: 0,
  grants: [],
}
const team = { kind: 'team', teamId: 'T1', name: 'Alpha', ownerId: 'P1', ownerName: 'Olivia' } as const
const shared = (knowledge: boolean): Chatbot => ({
  ...chatbot,
  grants: [{ id: 'G1', to: team, level: 'view', knowledge, grantedAt: 0 }],
})
const toPerson: Chatbot = {
  ...chatbot,
  grants: [
    {
      id: 'G1',
      to: { kind: 'person', personId: 'P2', name: 'Ann' },
      level: 'full',
      knowledge: true,
      grantedAt: 0,
    },
  ],
}
const channel = { shared: true, foreign: false, workspaceId: 'W1' }
const excluded = { ...reach, knowledge: false }

describe('what an answer may rest on (B14)', () => {
  test.each<[string, ReachedChatbot, Parameters<typeof readingFor>[1], ReturnType<typeof readingFor>]>([
    ['in private: all the asker may read', { chatbot, reach }, { ...channel, shared: false }, 'theirs'],
    [
      'in private, without the documents (F95): none',
      { chatbot, reach: excluded },
      { ...channel, shared: false },
      'none',
    ],
    ['in a channel, shared with a team: what is open', { chatbot: shared(true), reach }, channel, 'open'],
    [
      'in a channel, shared without documents (F95): none',
      { chatbot: shared(false), reach },
      channel,
      'none',
    ],
    [
      'in a channel, by somebody without the documents: none',
      { chatbot: shared(true), reach: excluded },
      channel,
      'none',
    ],
    ['in a channel, personal: nothing there', { chatbot, reach }, channel, 'privately'],
    [
      'in a channel, shared with single people: nothing there',
      { chatbot: toPerson, reach },
      channel,
      'privately',
    ],
    [
      'in a channel of another workspace: nothing there',
      { chatbot: shared(true), reach },
      { ...channel, workspaceId: 'W2' },
      'privately',
    ],
    [
      'in a channel of nobody: nothing there',
      { chatbot: shared(true), reach },
      { ...channel, workspaceId: null },
      'privately',
    ],
    [
      'in a Slack Connect channel: no documents',
      { chatbot: shared(true), reach },
      { ...channel, foreign: true },
      'none',
    ],
  ])('%s', (_, reached, readers, reading) => {
    expect(readingFor(reached, readers)).toBe(reading)
  })
})

describe('why no document is used', () => {
  const foreign = { ...channel, foreign: true }
  const alone = { ...channel, shared: false }
  test.each<[string, ReachedChatbot, Parameters<typeof unreadFor>[1], ReturnType<typeof unreadFor>]>([
    ['they are, in private', { chatbot, reach }, { ...alone, foreign: true }, null],
    ['they are, in a channel', { chatbot: shared(true), reach }, channel, null],
    ['people of another organisation', { chatbot: shared(true), reach }, foreign, 'foreign'],
    ['not shared with the asker (F95)', { chatbot: shared(true), reach: excluded }, foreign, 'excluded'],
    ['not shared with the asker, in private', { chatbot, reach: excluded }, alone, 'excluded'],
    ['not shared with a team there', { chatbot: shared(false), reach }, foreign, 'closed'],
  ])('%s', (_, reached, readers, why) => {
    expect(unreadFor(reached, readers)).toBe(why)
  })
})

describe('the sources an answer names (F154)', () => {
  test.each([
    ['Open at nine [1].', 3, 'Open at nine [1].', [1]],
    ['Nine [2, 1] or ten [3][1].', 3, 'Nine [1][2] or ten [3][2].', [2, 1, 3]],
    ['Made up [7] and real [2].', 3, 'Made up and real [1].', [2]],
    ['None [1].', 0, 'None.', []],
    ['A link [1](https://x.test) is none.', 3, 'A link [1](https://x.test) is none.', []],
    ['An array [0] or a year [2024].', 3, 'An array or a year [2024].', []],
  ])('%j with %i passages', (written, passages, text, cited) => {
    expect(readCitations(written, passages)).toEqual({ text, cited })
  })
})

describe('what is searched for', () => {
  test('a question of its own is searched as it is', () => {
    expect(searchFor('When does the warehouse open on public holidays?', 'Who?')).toBe(
      'When does the warehouse open on public holidays?',
    )
  })
  test('one that leans on the question before brings its words along', () => {
    expect(searchFor('And on Sundays?', 'When does the warehouse open?')).toBe(
      'When does the warehouse open?\nAnd on Sundays?',
    )
  })
  test('the first one leans on nothing', () => {
    expect(searchFor('Sundays?', undefined)).toBe('Sundays?')
  })
})

describe('a chatbot named first', () => {
  const handbook = { chatbot, reach }
  const handbook2 = { chatbot: { ...chatbot, id: 'B2', name: 'Handbook 2' }, reach }
  test.each([
    ['Handbook: when do we open?', 'B1', 'when do we open?'],
    ['handbook 2 – when?', 'B2', 'when?'],
    ['Handbook 2: Handbook: when?', 'B2', 'Handbook: when?'],
  ])('%j', (text, id, question) => {
    expect(namedFirst(text, [handbook, handbook2])).toMatchObject({ reached: { chatbot: { id } }, question })
  })
  test('of two of one name it is the usual one, else the one that answers, else one is asked for', () => {
    const other = { chatbot: { ...chatbot, id: 'B3', ownerName: 'Ann' }, reach: { ...reach, own: false } }
    const idle = { ...other, chatbot: { ...other.chatbot, status: 'paused' as const } }
    const text = 'Handbook: when?'
    const meant = (id: string) => ({ reached: { chatbot: { id } }, question: 'when?' })
    expect(namedFirst(text, [handbook, other], 'B3')).toMatchObject(meant('B3'))
    expect(namedFirst(text, [handbook, idle])).toMatchObject(meant('B1'))
    expect(namedFirst(text, [handbook, other])).toMatchObject({ refused: true, code: 'pick' })
  })
  test.each(['Handbooks are long', 'Where is the Handbook: here?', 'Handbook:', 'Handbook'])(
    '%j names none',
    (text) => {
      expect(namedFirst(text, [handbook, handbook2])).toBeUndefined()
    },
  )
})
