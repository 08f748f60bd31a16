import fc from 'fast-check'
import { marked } from 'marked'
import { renderStreamed } from '../../../adapters/slack/stream-text'
import { bold, code, type Fragment, italic, link, pre, type Text, text } from '../../../src/chat'

const reader = { locale: 'en-GB', timeZone: 'Europe/London', now: Date.UTC(2030, 0, 1) }
const render = (value: Text) => renderStreamed(value, reader)

const words = fc.string({ unit: fc.constantFrom(...'ab1 \n\t\\`*_~[]()<>&!#|:.@/+-=') })
const fragment = fc.oneof(words, words.map(bold), words.map(italic), words.map(code), words.map(pre))

describe('renderStreamed', () => {
  it('writes each kind of fragment in Markdown and leaves the last one open', () => {
    const seen = (value: Text) => render(value).replaceAll('\ufeff', '')
    expect(seen(text`${bold('Alpha')} ${italic('maybe')} ${code('01J')}`)).toBe('**Alpha** _maybe_ `01J')
    expect(seen(text`${link('page', 'https://x.test/a')} is it`)).toBe('[page](https://x.test/a) is it')
    expect(seen(text`so ${pre('a\nb')} it`)).toBe('so \n```\na\nb\n```\n it')
  })

  it('only ever becomes longer while its text grows', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 5 }), fc.nat(), (parts, at) => {
        const whole = parts.filter((part) => plain(part) !== '')
        const cut = at % (whole.length + 1)
        const begun = [...whole.slice(0, cut), ...beginning(whole[cut], at)]
        expect(render(whole).startsWith(render(begun))).toBe(true)
      }),
    )
  })

  it('makes nothing but text of what was typed: no link, mention, list, heading or emphasis (B13)', () => {
    fc.assert(
      fc.property(words, (typed) => {
        const rendered = render(typed)
        expect(rendered).not.toMatch(/<|>|:[\w+'-]+:/)
        const kinds = new Set<string>()
        marked.walkTokens(marked.lexer(rendered), ({ type }) => void kinds.add(type))
        for (const kind of ['paragraph', 'text', 'escape', 'space', 'br']) kinds.delete(kind)
        expect([...kinds]).toEqual([])
      }),
    )
  })

  it('lets nothing typed inside code end it or name anybody (B13)', () => {
    fc.assert(
      fc.property(words, (typed) => {
        expect(render([pre(typed), 'after']).replace(/^\n```\n|\n```\nafter$/g, '')).not.toMatch(
          /```|<(?!\ufeff)/,
        )
      }),
    )
  })
})

const plain = (part: Fragment) => (typeof part === 'string' ? part : String(Object.values(part)[0])).trim()

/** The first characters of a fragment. */
function beginning(part: Fragment | undefined, seed: number): Fragment[] {
  if (part === undefined) return []
  const begin = (said: string) => said.slice(0, seed % (said.length + 1))
  if (typeof part === 'string') return [begin(part)]
  const [[kind, said]] = Object.entries(part) as [[string, string]]
  return [{ [kind]: begin(said) } as unknown as Fragment]
}
