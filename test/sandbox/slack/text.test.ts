import { compose, composeCommandText, pingsIn, readMrkdwn } from '../../../sandbox/slack/text'
import { createWorkspaces } from '../../../sandbox/slack/workspace'

const [workspace] = createWorkspaces().values()
if (!workspace) throw new Error('no workspace')
const read = (source: string) => readMrkdwn(workspace, source).text

describe('text in Slack', () => {
  it.each([
    ['escaped characters', 'a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['mentions', '<@U0MAYA> and <#C0GENERAL>', '@Maya Member and #general'],
    ['group mentions', '<!channel> <!here>', '@channel @here'],
    ['links with labels', '<https://acme.test/a_b_c|the *plan*>', 'the *plan*'],
    ['addresses', '<mailto:a@b.test|a@b.test>', 'a@b.test'],
    ['bold around a mention', '*<@U0MAYA>* is _in_', '@Maya Member is in'],
    ['marks inside words, which are none', 'snake_case_name 2*3*4', 'snake_case_name 2*3*4'],
    ['code, whose marks stay', '`*id*` and ```_x_```', '*id* and _x_'],
    ['dates by their fallback', '<!date^1700000000^{date_short}|14 Nov 2023>', '14 Nov 2023'],
    ['unknown people by id', '<@U0NOBODY>', '@U0NOBODY'],
  ])('reads %s as a person does', (_, source, shown) => {
    expect(read(source)).toBe(shown)
  })

  it('notices every kind of ping, and none in escaped text (B13)', () => {
    expect(pingsIn('<@U0MAYA> <@U0ADAM|adam> <!channel> <!here|here> <!everyone>')).toEqual([
      'U0MAYA',
      'U0ADAM',
      'channel',
      'here',
      'everyone',
    ])
    expect(pingsIn('&lt;!channel&gt; @channel &lt;@U0MAYA&gt;')).toEqual([])
  })

  it('turns what a person types into references and escapes the rest', () => {
    expect(compose(workspace, '@Maya Member <b> & @channel #general')).toBe(
      '<@U0MAYA> &lt;b&gt; &amp; <!channel> <#C0GENERAL|general>',
    )
  })

  it('escapes people, links and addresses in the text of a command', () => {
    expect(composeCommandText(workspace, 'invite @maya.member ann@acme.test see https://acme.test/x')).toBe(
      'invite <@U0MAYA|maya.member> <mailto:ann@acme.test|ann@acme.test> see <https://acme.test/x>',
    )
  })
})
