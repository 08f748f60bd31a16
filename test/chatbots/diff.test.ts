import { diffLines, diffWords } from '../../src/chatbots/diff'

test('what was added and removed, in its place', () => {
  expect(diffLines('a\nb\nc', 'a\nx\nc\nd')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
    { kind: 'added', text: 'd' },
  ])
})

test('every line of both texts is there exactly once, whatever they are', () => {
  for (const [before, after] of [
    ['', ''],
    ['', 'a\nb'],
    ['a\nb', ''],
    ['a\na\nb\na', 'b\na\na\nc'],
    ['x\n'.repeat(1_500), 'y\n'.repeat(1_500)],
  ] as const) {
    const lines = diffLines(before, after)
    const side = (other: string) =>
      lines
        .filter(({ kind }) => kind !== other)
        .map(({ text }) => text)
        .join('\n')
    expect(side('added')).toBe(before)
    expect(side('removed')).toBe(after)
  }
})

test('the words of a difference fit a card: equal lines left out, long ones cut, many counted', () => {
  const before = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n')
  const glance = diffWords(before, before.replace('line 30', `changed ${'😀'.repeat(200)}`))
  expect(glance.split('\n')).toHaveLength(4)
  expect(glance).toMatch(/^ {2}line 29\n- line 30\n\+ changed/)
  expect(glance).not.toMatch(/\p{Cs}/u)
  expect(diffWords(before, '')).toMatch(/… \d+ more lines$/)
  expect(diffWords('x\n'.repeat(1_500), 'y'.repeat(3_000)).length).toBeLessThan(1_600)
})
