import fc from 'fast-check'
import { cleanName, isBlank } from '../../src/chat'
import { cleanInteraction, cleanText } from '../../src/chat/clean'
import type { Interaction } from '../../src/chat/interaction'
import { ann } from './stage'

test('nothing is left that PostgreSQL refuses, and cleaning twice is cleaning once', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('', '\0', '\uD800', '\uDC00'),
      (words, odd) => {
        const cleaned = cleanText(words + odd + words)
        expect(cleaned).not.toMatch(/[\0\p{Cs}]/u)
        expect(cleanText(cleaned)).toBe(cleaned)
      },
    ),
  )
})

test.each([
  ['a\0b', 'ab'],
  ['a\uD83Db', 'ab'],
  ['\uDE00a', 'a'],
  ['a\r\nb\rc', 'a\nb\nc'],
  ['a\tb\u0007\u001b[31m', 'a\tb[31m'],
  ['\u202Etxt.exe\u202C \u2066x\u2069', 'txt.exe x'],
  ['مرحبا\u200F 👩‍👩‍👧 <!channel> é', 'مرحبا\u200F 👩‍👩‍👧 <!channel> é'],
])('%j becomes %j', (typed, kept) => {
  expect(cleanText(typed)).toBe(kept)
})

test('blank is what shows nothing, however many characters it has', () => {
  for (const blank of ['', ' \t\n', '\u200B\u2060\uFEFF', '\u3164', '\u00AD'])
    expect(isBlank(blank)).toBe(true)
  for (const seen of ['.', ' x ', '\u200Bx', '👩‍👩‍👧', '0']) expect(isBlank(seen)).toBe(false)
})

test.each([
  ['Acme\nAccount Admin of account Beta', 'Acme Account Admin of account Beta'],
  [' A\r\n\u2028\tB ', 'A B'],
  [`${'a'.repeat(79)}😀`, `${'a'.repeat(79)}…`],
  [' \n\u200B', undefined],
  [null, undefined],
])('the name %j is shown as %j: one line, no half letters, or none', (told, name) => {
  expect(cleanName(told)).toBe(name)
})

test.each<Interaction['happening']>([
  { kind: 'command', command: 'look\0', words: { line: 'a\0b' } },
  { kind: 'command', command: 'look', words: { options: { 'na\0me': 'a\uD83D' } } },
  { kind: 'press', press: 'look:\0' },
  { kind: 'submit', submit: 'look:\uD83D', values: { one: 'a\0', many: ['b\0', '\uDE00'] } },
  { kind: 'complete', command: 'look', option: 'at\0', typed: '\0', words: { other: '\0' } },
  { kind: 'search', search: 'look:\0', typed: '\uD83D' },
  { kind: 'message', id: 'm\0', text: 'a\0b', addressed: true },
  { kind: 'menu', menu: 'look', message: { id: 'm', author: 'a\0', text: '\uD83D' } },
])('every word of %j is cleaned', (happening) => {
  const place = { platform: 'slack', tenant: 'T\0', channelId: 'C', direct: false, shared: false } as const
  const cleaned = cleanInteraction({ key: 'k\0', sender: { ...ann, name: 'Ann\0' }, place, happening })
  expect(JSON.stringify(cleaned)).not.toMatch(/\\u0000|\\ud83d|\\ude00/)
  expect(cleaned).toMatchObject({ key: 'k', sender: { name: 'Ann' }, place: { direct: false } })
})
