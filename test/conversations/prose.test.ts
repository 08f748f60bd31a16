import fc from 'fast-check'
import { fragments, textLength } from '../../src/chat'
import { pieces } from '../../src/conversations/pieces'
import { prose, settled } from '../../src/conversations/prose'

describe('what a model wrote becomes data', () => {
  test.each([
    [
      '**Closed** on *Sundays*, see `hours`.',
      [{ bold: 'Closed' }, ' on ', { italic: 'Sundays' }, ', see ', { code: 'hours' }, '.'],
    ],
    ['# Hours\n\nNine to five.', [{ bold: 'Hours' }, '\n\n', 'Nine to five.']],
    ['- one\n- two', ['• ', 'one', '\n• ', 'two']],
    ['3. one\n4. two', ['3. ', 'one', '\n4. ', 'two']],
    ['```js\na()\n```', [{ pre: 'a()' }]],
    ['> Open at seven. [2]', ['“', 'Open at seven.', '” [2]']],
    ['> Open at seven.', ['“', 'Open at seven.', '”']],
    ['5 < 6 & "7"', ['5 < 6 & "7"']],
  ])('%j', (markdown, expected) => {
    expect(prose(markdown)).toEqual(expected)
  })

  test('a link shows where it leads, and leads nowhere by itself (B13)', () => {
    expect(prose('[acme.com](https://evil.test/login)')).toEqual(['acme.com (https://evil.test/login)'])
    expect(prose('[**acme**](https://evil.test)')).toEqual(['acme (https://evil.test)'])
    expect(prose('![logo](https://evil.test/x.png)')).toEqual(['logo (https://evil.test/x.png)'])
  })

  test('pings and markup of other kinds stay words (B13, H8)', () => {
    const shown = prose('<!channel> @everyone <@U1> <b>x</b> <script>alert(1)</script>')
    expect(fragments(shown).every((part) => typeof part === 'string')).toBe(true)
    expect(fragments(shown).join('')).toContain('<!channel> @everyone <@U1>')
  })

  test('marks that turn the text around them about are left out', () => {
    expect(prose('safe\u202Egnp.exe\u2066')).toEqual(['safegnp.exe'])
  })

  test('a table keeps its columns', () => {
    expect(prose('| a | b |\n|---|---|\n| 1 | 2 |')).toEqual([{ pre: 'a | b\n1 | 2' }])
  })
})

describe('a growing answer', () => {
  test.each([
    ['We are op', 'We are'],
    ['We are **op', 'We are'],
    ['We are **open** to', 'We are **open**'],
    ['One line.\nTwo', 'One line.'],
    ['Intro\n```\ncode so', 'Intro\n```'],
    ['- one\n- tw', '- one'],
    ['', ''],
  ])('of %j shows %j', (soFar, shown) => {
    expect(settled(soFar)).toBe(shown)
  })

  test('shows nothing that later looks different, but for its last sentence', () => {
    const answer =
      'We open at **nine**. On Sundays we are *closed*.\n\n- Mondays: `9-5`\n- Tuesdays: 9-6\n\nAsk again.'
    const states = [...answer].map((_, index) => prose(settled(answer.slice(0, index + 1))))
    const words = states.map((state) =>
      JSON.stringify(
        fragments(state).map((part) => (typeof part === 'string' ? part : Object.values(part)[0])),
      ),
    )
    for (const [index, state] of words.entries())
      expect(words[index + 1] ?? state).toContain(state.slice(1, -2))
  })
})

describe('long answers in pieces (B10)', () => {
  const limit = 200

  test('every piece fits, and no word is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 300 }), { maxLength: 20 }), (paragraphs) => {
        const whole = paragraphs.join('\n\n')
        const parts = pieces(whole, limit)
        for (const part of parts) expect(textLength(part)).toBeLessThanOrEqual(limit)
        const squeeze = (text: string) => text.replace(/\s+/g, '')
        expect(squeeze(parts.map((part) => fragments(part).join('')).join(''))).toBe(squeeze(whole))
      }),
    )
  })

  test('a block of code goes on in a block of its own', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`)
    const parts = pieces(prose(`Look:\n\n\`\`\`\n${lines.join('\n')}\n\`\`\``), limit)
    expect(parts.length).toBeGreaterThan(3)
    const code = parts.flatMap((part) =>
      fragments(part).flatMap((each) => (typeof each === 'object' && 'pre' in each ? [each.pre] : [])),
    )
    expect(code.join('\n').split('\n')).toEqual(lines)
  })

  test('a word longer than a piece is cut between characters', () => {
    const parts = pieces('😀'.repeat(300), limit)
    expect(parts.map((part) => fragments(part).join('')).join('')).toBe('😀'.repeat(300))
    for (const part of parts)
      expect(fragments(part).join('')).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/)
  })

  test('pieces begin with a paragraph where one is near', () => {
    const paragraph = `${'word '.repeat(32)}end.`
    expect(pieces(`${paragraph}\n\nNext paragraph.`, limit)).toEqual([[`${paragraph}`], ['Next paragraph.']])
  })
})
