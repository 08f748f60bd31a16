import fc from 'fast-check'
import { renderText, splitMarkup } from '../../../adapters/slack/text'
import { bold, channel, code, italic, link, person, pre, slash, text, time } from '../../../src/chat'

const reader = { locale: 'en-GB', timeZone: 'Europe/London', now: Date.UTC(2030, 0, 1) }
const render = (value: Parameters<typeof renderText>[0]) => renderText(value, reader)
const withoutGaps = (markup: string) => markup.replaceAll('\ufeff', '')

describe('renderText', () => {
  it('writes each kind of fragment in Slack markup', () => {
    expect(render(text`${bold('Alpha')}, ${code('01J')}, ${link('page', 'https://x.test/?a=1&b=2')}`)).toBe(
      '*Alpha*, `01J`, <https://x.test/?a=1&amp;b=2|page>',
    )
  })

  it('writes italics, and code of several lines that nothing in it ends', () => {
    expect(render(text`${italic('so *it* is')}`)).toBe('_so \ufeff*\ufeffit\ufeff*\ufeff is_')
    expect(render([pre('a <b>\n  c')])).toBe('\n```\na &lt;b&gt;\n  c\n```\n')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '\n') }), (typed) => {
        expect(render([pre(typed)]).split('```')).toHaveLength(3)
        expect(withoutGaps(render([pre(typed)]))).toContain(typed)
      }),
    )
  })

  it('shows a moment in the reader’s own zone with a readable fallback, and never a distance that grows old', () => {
    expect(render([time(Date.UTC(2030, 0, 7, 12))])).toBe(
      '<!date^1894017600^{date_short_pretty} at {time}|7 Jan 2030, 12:00>',
    )
    expect(render([time(Date.UTC(2029, 11, 31), 'relative')])).toBe('<!date^1893369600^{ago}|yesterday>')
    expect(render([time(Date.UTC(2029, 11, 31))])).toBe(
      '<!date^1893369600^{date_short_pretty} at {time} ({ago})|31 Dec 2029, 00:00 (yesterday)>',
    )
    expect(render([time(Date.UTC(2030, 0, 3), 'relative')])).toBe('in 2 days')
  })

  it('leads to a person’s profile and never mentions, because a mention notifies', () => {
    const chat = { platform: 'slack', tenant: 'T1', userId: 'U1' } as const
    expect(render([person('Ann', chat)])).toBe('<slack://user?team=T1&amp;id=U1|Ann>')
    expect(render([person('Ann')])).toBe('Ann')
    expect(render([person('Ann', { platform: 'discord', tenant: 'discord', userId: '1' })])).toBe('Ann')
  })

  it('lets Slack name a channel of its own, and calls any other by our words', () => {
    expect(render([channel('a channel', { platform: 'slack', channelId: 'C012AB3CD' })])).toBe('<#C012AB3CD>')
    expect(render([channel('a <channel>', { platform: 'discord', channelId: '12' })])).toBe(
      'a &lt;channel&gt;',
    )
    expect(render([channel('here', { platform: 'slack', channelId: 'C1><!here' })])).toBe('here')
  })

  it('leaves addresses and codes whole, so that they can be copied', () => {
    expect(render('first_last+x@acme.test 01J_ABC 12:30:45 a*b')).not.toMatch(/[\ufeff]_|\*\ufeff/)
    expect(withoutGaps(render('first_last@acme.test'))).toBe('first_last@acme.test')
  })

  it('opens bold anew on every line and leaves white space outside', () => {
    expect(render([bold(' one\n\ntwo ')])).toBe(' *one*\n\n*two* ')
  })

  it('makes no token of anything that was typed (B13, H8)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>&!@#|*_~`:a1 \n') }), (typed) => {
        expect(render(typed)).not.toMatch(/[<>`]|&(?!(amp|lt|gt);)/)
      }),
    )
  })

  it('leaves no mark of a typed word touching another character where it could format (B13)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'*_~ab ') }), (typed) => {
        expect(render(typed)).not.toMatch(/(?<![\p{L}\p{N}\ufeff])[*_~](?!\ufeff)/u)
      }),
    )
  })
})

describe('splitMarkup', () => {
  it('cuts at a paragraph, else a line, else a space', () => {
    expect(splitMarkup('aaaa\n\nbb bb', 8)).toEqual(['aaaa', 'bb bb'])
    expect(splitMarkup('aaaa bb\nbb', 8)).toEqual(['aaaa bb', 'bb'])
    expect(splitMarkup('aaaa bbbb', 8)).toEqual(['aaaa', 'bbbb'])
  })

  it('ends a block of code where it is cut, begins it anew, and keeps its indentation (B10)', () => {
    const pieces = splitMarkup('see\n```\nline one\n  line two\n    line three\n```\nand on', 30)
    expect(pieces).toEqual([
      'see\n```\nline one\n```',
      '```\n  line two\n```',
      '```\n    line three\n```\nand on',
    ])
  })

  it('loses nothing but white space, makes no piece too long, and cuts no entity or link', () => {
    const word = fc.constantFrom('word', '&amp;', '&lt;', '<https://x.test/a|a b>', ' ', '\n', '\n\n', 'x')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const markup = words.join('')
        const pieces = splitMarkup(markup, 40)
        expect(pieces.join('').replace(/\s/g, '')).toBe(markup.replace(/\s/g, ''))
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(40)
          expect(piece.replace(/<[^<>]*>/g, '').replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[<>&]/)
        }
      }),
    )
  })
})

test('a command is named as Slack knows it: /invite is its own', () => {
  expect(render(text`${slash('invite accept CODE')} ${slash('team invite')}`)).toBe(
    '`/invitation accept CODE` `/team invite`',
  )
})
