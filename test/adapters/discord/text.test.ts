import { discordText } from '../../../adapters/discord/text'
import { bold, channel, code, italic, link, person, pre, text, time } from '../../../src/chat'

describe('discordText', () => {
  it.each([
    ['emphasis', '**b** _i_ ~~s~~ ||hidden||', '\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\|\\|hidden\\|\\|'],
    ['code', '`rm` ```js', '\\`rm\\` \\`\\`\\`js'],
    ['a masked link', '[bank](https://evil.test)', '\\[bank](https\\://evil.test)'],
    ['an address', 'see https://evil.test', 'see https\\://evil.test'],
    ['a mention', '<@1> <@&2> <#3> </team:4>', '\\<@1> \\<@&2> \\<#3> \\</team:4>'],
    ['an emoji', '<:party:123> <a:dance:9>', '\\<:party:123> \\<a:dance:9>'],
    ['a timestamp', '<t:0:R>', '\\<t:0:R>'],
    ['a mass ping', '@everyone and @here', '\\@everyone and \\@here'],
    ['a heading', '# big\n  ## less', '\\# big\n  \\## less'],
    ['small print', '-# tiny', '\\-# tiny'],
    ['a list', '- a\n12. b', '\\- a\n12\\. b'],
    ['a quote', '> said\n>>> all', '\\> said\n\\>>> all'],
    ['an escape', '\\*', '\\\\\\*'],
  ])('shows %s that somebody typed as it was typed (B13, H8)', (_what, typed, shown) => {
    expect(discordText(typed)).toBe(shown)
  })

  it('slants words, and leaves blanks beside them outside, where an asterisk would stay one', () => {
    expect(discordText(text`so ${italic('very * much ')}so`)).toBe('so *very \\* much* so')
    expect(discordText([italic(' ')])).toBe(' ')
  })

  it('keeps a block of code whole, though what it holds tries to end it (B13)', () => {
    const block = discordText([pre('a\n```\n@everyone [x](https://evil.test) `b` ``c``')])
    expect(block).toBe('```\na\nˋˋˋ\n@everyone [x](https://evil.test) `b` ``c``\n```')
    expect(discordText([pre('ends with ````')])).toBe('```\nends with ˋˋˋˋ\n```')
    expect(discordText([pre('')])).toBe('')
  })

  it('lets Discord name a channel of its own, and calls any other by our words', () => {
    expect(discordText([channel('a channel', { platform: 'discord', channelId: '123' })])).toBe('<#123>')
    expect(discordText([channel('a_channel', { platform: 'slack', channelId: 'C1' })])).toBe('a\\_channel')
    expect(discordText([channel('here', { platform: 'discord', channelId: '1> @here' })])).toBe('here')
  })

  it('leaves addresses of mail, prices and clock times alone', () => {
    expect(discordText('ann.lee@acme.com pays 3.50 - at 12:30 #1')).toBe(
      'ann.lee@acme.com pays 3.50 - at 12:30 #1',
    )
  })

  it('shields what stands inside of our own markup (B13)', () => {
    expect(discordText([bold('a**b'), ' ', code('x`y'), ' ', link('go](x', 'https://a.test/(b) c')])).toBe(
      '**a\\*\\*b** `xˋy` [go](x](https://a.test/%28b%29%20c)',
    )
  })

  it('shows times absolute and relative in the reader’s own zone', () => {
    const at = 1_700_000_000_999
    expect(discordText([time(at)])).toBe('<t:1700000000:f> (<t:1700000000:R>)')
    expect(discordText([time(at, 'absolute'), time(at, 'relative')])).toBe('<t:1700000000:f><t:1700000000:R>')
  })

  it('makes Discord users clickable and shows others by name', () => {
    const here = { platform: 'discord', tenant: 'discord', userId: '42' } as const
    const there = { platform: 'slack', tenant: 'T1', userId: 'U1' } as const
    expect(discordText(text`${person('Maya', here)}, ${person('O_O', there)}, ${person('Sam')}`)).toBe(
      '[Maya](https://discord.com/users/42), O\\_O, Sam',
    )
  })

  it('swaps markup for similar characters without growing', () => {
    const nasty = '*_~|`[<\\ https://x @everyone\n# - > 1.'
    const shown = discordText(nasty, 'lookalike')
    expect(shown).toHaveLength(nasty.length)
    expect(shown).not.toMatch(/[*_~|`[<\\]|:\/\/|@everyone|^#/m)
  })
})
