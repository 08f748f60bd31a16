import {
  bold,
  channel,
  code,
  fragments,
  link,
  person,
  plainText,
  shorten,
  text,
  textLength,
  time,
} from '../../src/chat'

const now = Date.UTC(2026, 0, 5, 9)
const reader = { locale: 'en-GB', timeZone: 'Europe/London', now }
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

describe('text as data', () => {
  test('keeps every value apart from the words around it (B13)', () => {
    const team = '*<!channel>* @everyone'
    expect(text`${bold(team)} of ${team}!`).toEqual([{ bold: team }, ' of ', team, '!'])
  })

  test('takes text into text', () => {
    const inner = text`by ${bold('Ann')}`
    expect(text`Done ${inner}.`).toEqual(['Done ', 'by ', { bold: 'Ann' }, '.'])
  })

  test('leaves out what is empty', () => {
    expect(text`${''}${bold('Ann')}`).toEqual([{ bold: 'Ann' }])
  })

  test('names a chat user only where one is known', () => {
    const chat = { platform: 'slack', tenant: 'T', userId: 'U' } as const
    expect(person('Ann')).toEqual({ person: 'Ann' })
    expect(person('Ann', chat)).toEqual({ person: 'Ann', chat })
  })

  test('is a list of fragments also when it is one string', () => {
    expect(fragments('Ann')).toEqual(['Ann'])
  })
})

describe('plain text', () => {
  test('says every fragment without markup', () => {
    const words = text`${bold('Ann')} typed ${code('/team')}, see ${link('the page', 'https://a.test')}, ${person('Bo')}`
    expect(plainText(words, reader)).toBe('Ann typed /team, see the page, Bo')
  })

  test.each([
    ['en-GB', 'Europe/London', '5 Jan 2026, 09:00'],
    ['en-US', 'America/New_York', 'Jan 5, 2026, 4:00 AM'],
    ['de', 'Europe/Berlin', '05.01.2026, 10:00'],
    ['ja', 'Asia/Tokyo', '2026/01/05 18:00'],
  ])('shows a time to a reader of %s in %s', (locale, timeZone, shown) => {
    const plain = plainText([time(now, 'absolute')], { locale, timeZone, now })
    expect(plain.replaceAll('\u202f', ' ')).toBe(shown)
  })

  test('follows summer time', () => {
    expect(plainText([time(Date.UTC(2026, 6, 5, 9), 'absolute')], reader)).toBe('5 Jul 2026, 10:00')
  })

  test.each([
    [10_000, 'this minute'],
    [5 * MINUTE_MS, 'in 5 minutes'],
    [-2 * HOUR_MS, '2 hours ago'],
    [DAY_MS, 'tomorrow'],
    [-DAY_MS, 'yesterday'],
    [7 * DAY_MS, 'in 7 days'],
  ])('says %d milliseconds from now as "%s"', (fromNowMs, shown) => {
    expect(plainText([time(now + fromNowMs, 'relative')], reader)).toBe(shown)
  })

  test('says a relative time in the language of the reader', () => {
    expect(plainText([time(now + 2 * HOUR_MS, 'relative')], { ...reader, locale: 'fr' })).toBe(
      'dans 2 heures',
    )
  })

  test('shows both unless told otherwise', () => {
    expect(plainText([time(now + DAY_MS)], reader)).toBe('6 Jan 2026, 09:00 (tomorrow)')
  })
})

describe('the length of a text', () => {
  test.each([
    ['words', 'abc', 3],
    ['bold words and their marks', bold('abc'), 7],
    ['code and its marks', code('abc'), 5],
    ['a link and its address', link('abc', 'https://a.test'), 21],
    ['a person', person('abc'), 11],
    ['a time', time(0), 40],
  ])('counts %s', (_, fragment, length) => {
    expect(textLength([fragment, 'x'])).toBe(length + 1)
  })
})

describe('shortening', () => {
  test('leaves what fits', () => {
    expect(shorten('x'.repeat(60))).toBe('x'.repeat(60))
  })

  test('cuts what does not, the ellipsis counted', () => {
    expect(shorten('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`)
  })

  test('cuts no character in half', () => {
    expect(shorten('😀😀😀', 4)).toBe('😀…')
  })
})

test('a channel reads as its words where nothing links to it', () => {
  const chat = { platform: 'slack', channelId: 'C1' } as const
  expect(plainText(text`in ${channel('a channel', chat)}`, reader)).toBe('in a channel')
})
