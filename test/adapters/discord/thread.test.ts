import { threadName } from '../../../adapters/discord/thread'

test('a thread is named after the question, on one line', () => {
  expect(threadName('What does it cost?\n\nIn  euros, please', 'Answer')).toBe(
    'What does it cost? In euros, please',
  )
})

test('a long question is cut between two words', () => {
  const name = threadName(
    'How long may a question be before its thread is named after a part of it only? '.repeat(2),
    'x',
  )
  expect(name).toBe(
    'How long may a question be before its thread is named after a part of it only? How long may a…',
  )
  expect(threadName('x'.repeat(200), 'Answer')).toHaveLength(100)
})

test('an emoji of the server is named, and a question of nothing visible takes the title of the answer', () => {
  expect(threadName('<a:party:123456789012345678> when?', 'Answer')).toBe(':party: when?')
  expect(threadName('\u200b \n', 'Answer')).toBe('Answer')
})
