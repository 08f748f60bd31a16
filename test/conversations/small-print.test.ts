import { fragments, type Text } from '../../src/chat'
import type { Turn } from '../../src/conversations/conversation'
import { questionLine } from '../../src/conversations/question-line'
import { type Circumstances, smallPrint } from '../../src/conversations/small-print'

const turn: Turn = {
  id: 'Q1',
  conversationId: 'K1',
  accountId: 'A1',
  chatbotId: 'B1',
  chatbot: 'Handbook',
  workspace: 'Acme',
  agent: false,
  shared: true,
  askedBy: 'P1',
  asker: 'Maya',
  question: 'When?',
  status: 'answered',
  answer: 'At seven [1].',
  sources: [{ number: 1, documentId: 'D1', versionId: 'V1', document: 'a.md', place: {}, text: 'Seven' }],
  model: 'test',
  askedAt: 0,
}
const known: Circumstances = {
  audience: 'thread',
  direct: false,
  posted: true,
  scope: { agent: false, teams: ['Alpha'], workspaceName: 'Acme' },
  unread: null,
}
const alone = { ...turn, shared: false }
const personal = { ...known, scope: { ...known.scope, teams: [] } }
const ofAgent = { ...alone, agent: true }
const READ_BY =
  'It also stands in workspace threads. Everybody with a role in the workspace, but billing admins, may read it there.'
const unsourced = { ...turn, sources: [] }

const plain = (words: Text) =>
  fragments(words)
    .map((part) => (typeof part === 'string' ? part : Object.values(part)[0]))
    .join('')

test.each<[string, Turn, Circumstances | undefined, string]>([
  ['in a thread (B17)', turn, known, 'In team Alpha. Asked by Maya. Reply in this thread to go on.'],
  [
    'in the channel',
    turn,
    { ...known, audience: 'channel' },
    'In team Alpha. Asked by Maya. Reply to this message in a thread to go on.',
  ],
  [
    'in a channel where the bot is not',
    turn,
    { ...known, audience: 'channel', posted: false },
    'In team Alpha. Asked by Maya.',
  ],
  ['for the asker alone', alone, { ...personal, audience: 'private' }, 'Only you see this.'],
  ['in private messages', alone, { ...personal, direct: true }, ''],
  ['of an agent for the asker alone (F141)', ofAgent, { ...personal, audience: 'private' }, READ_BY],
  ['of an agent in private messages (F141)', ofAgent, { ...personal, direct: true }, READ_BY],
  ['of an agent drawn again (F141)', ofAgent, undefined, `In workspace Acme. ${READ_BY}`],
  [
    'from no document',
    unsourced,
    known,
    'In team Alpha. Not from documents. Asked by Maya. Reply in this thread to go on.',
  ],
  [
    'without the documents (F95)',
    { ...unsourced, shared: false },
    { ...personal, direct: true, unread: 'excluded' },
    'My documents are not shared with you.',
  ],
  ['drawn again', { ...turn, status: 'interrupted' }, undefined, 'In workspace Acme. Asked by Maya.'],
])('the small print of an answer %s', (_where, turn, known, words) => {
  expect(plain(smallPrint(turn, false, known))).toBe(words)
})

test('nothing that was not found is said to be quoted', () => {
  expect(plain(smallPrint({ ...alone, sources: [] }, true, { ...personal, direct: true }))).toBe('')
})

test.each([
  ['<@U012AB3CD> when do <@!80351110224678912> open?', '@somebody when do @somebody open?'],
  ['Ask <@U012AB3CD|ann>', 'Ask @ann'],
  ['What does this mean?\n\nSecret plans', 'What does this mean?'],
  ['1 < 2 and <b>', '1 < 2 and <b>'],
])('as a title %j reads %j', (question, title) => {
  expect(questionLine(question, 120)).toBe(title)
})
