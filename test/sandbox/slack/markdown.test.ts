import { readMarkdown } from '../../../sandbox/slack/markdown'
import { createWorkspaces } from '../../../sandbox/slack/workspace'

const [workspace] = createWorkspaces().values()
if (!workspace) throw new Error('a Slack sandbox has at least one workspace')

describe('what a reader sees of Markdown', () => {
  it.each([
    ['# Holidays', 'Holidays'],
    ['**bold**, _italic_, ~~struck~~ and `code`', 'bold, italic, struck and code'],
    ['one\n\ntwo', 'one\ntwo'],
    ['- first\n- second\n  - nested', '• first\n• second\n  • nested'],
    ['3. third\n4. fourth', '3. third\n4. fourth'],
    ['> quoted', 'quoted'],
    ['```js\nlet a = 1\n```', 'let a = 1'],
    ['| a | b |\n| - | - |\n| 1 | 2 |', 'a | b\n1 | 2'],
    ['half of **bold', 'half of **bold'],
    ['<@U0MAYA> in <#C0GENERAL>: <!here>', '@Maya Member in #general: @here'],
    ['a &lt; b & \\*c\\*', 'a < b & *c*'],
  ])('reads %j', (source, text) => {
    expect(readMarkdown(workspace, source).text).toBe(text)
  })

  it('finds links', () => {
    expect(readMarkdown(workspace, 'see **[the page](https://acme.test/)**')).toEqual({
      text: 'see the page',
      links: [{ url: 'https://acme.test/', label: 'the page' }],
    })
  })
})
