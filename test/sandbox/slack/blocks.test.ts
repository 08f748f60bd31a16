import { type Checked, checkBlocks, checkView } from '../../../sandbox/slack/blocks/validate'

const text = (length: number) => 'x'.repeat(length)
const plain = (value: string) => ({ type: 'plain_text', text: value })
const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: text(length) } })
const option = (value: string) => ({ text: plain(value), value })
const button = (more: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const menu = (count: number) => ({
  type: 'static_select',
  action_id: 'menu',
  options: Array.from({ length: count }, (_, at) => option(`o${at}`)),
})
const messagesOf = (checked: Checked<unknown>) => ('messages' in checked ? checked.messages : [])

describe('Block Kit limits', () => {
  it.each([
    ['a section at its limit', [section(3_000)]],
    ['fifty blocks', Array.from({ length: 50 }, () => ({ type: 'divider' }))],
    ['a hundred options', [actions(menu(100))]],
    ['the same action in different blocks', [actions(button()), actions(button())]],
    ['a button value at its limit', [actions(button({ value: text(2_000) }))]],
  ])('accepts %s', (_, blocks) => {
    expect(messagesOf(checkBlocks(blocks))).toEqual([])
  })

  it.each([
    ['a section above its limit', [section(3_001)], '/blocks/0/text/text'],
    ['empty text', [section(0)], '/blocks/0/text/text'],
    ['a section without text', [{ type: 'section' }], '/blocks/0'],
    ['fifty-one blocks', Array.from({ length: 51 }, () => ({ type: 'divider' })), '/blocks'],
    ['a hundred and one options', [actions(menu(101))], '/blocks/0/elements/0/options'],
    ['a menu without options', [actions({ type: 'static_select', action_id: 'm' })], '/blocks/0/elements/0'],
    ['a long button text', [actions(button({ text: plain(text(76)) }))], '/blocks/0/elements/0/text/text'],
    ['a long button value', [actions(button({ value: text(2_001) }))], '/blocks/0/elements/0/value'],
    ['a long action_id', [actions(button({ action_id: text(256) }))], '/blocks/0/elements/0/action_id'],
    ['eleven fields', [{ type: 'section', fields: Array(11).fill(plain('x')) }], '/blocks/0/fields'],
    ['a long header', [{ type: 'header', text: plain(text(151)) }], '/blocks/0/text/text'],
    ['markup in a header', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], '/blocks/0/text/type'],
    ['eleven context elements', [{ type: 'context', elements: Array(11).fill(plain('x')) }], '/elements'],
    [
      'twenty-six buttons',
      [actions(...Array.from({ length: 26 }, (_, at) => button({ action_id: `${at}` })))],
      '',
    ],
    ['the same action twice in a block', [actions(button(), button())], 'action_id already exists: a'],
    [
      'the same block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      'block_id already exists: b',
    ],
    ['an unknown block', [{ type: 'carousel' }], 'unsupported type'],
    ['an unknown property', [{ type: 'divider', colour: 'red' }], 'invalid additional property: colour'],
    ['a button in an input', [{ type: 'input', label: plain('x'), element: button() }], 'unsupported type'],
    ['a label missing', [{ type: 'input', element: { type: 'plain_text_input' } }], 'required field: label'],
  ])('refuses %s and says where', (_, blocks, reason) => {
    const messages = messagesOf(checkBlocks(blocks))
    expect(messages.join()).toContain('[ERROR]')
    expect(messages.join()).toContain(reason)
  })
})

describe('the limits of forms', () => {
  const input = { type: 'input', block_id: 'i', label: plain('x'), element: { type: 'plain_text_input' } }
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain('Invite'),
    submit: plain('Send'),
    blocks: [input],
    ...more,
  })

  it('accepts a form with a field', () => {
    expect(messagesOf(checkView(modal(), 'modal'))).toEqual([])
  })

  it.each([
    ['a long title', modal({ title: plain(text(25)) }), '/view/title/text'],
    ['a form with fields but no submit', modal({ submit: undefined }), '/view/submit'],
    ['a hundred and one blocks', modal({ blocks: Array(101).fill({ type: 'divider' }) }), '/view/blocks'],
    ['long private_metadata', modal({ private_metadata: text(3_001) }), '/view/private_metadata'],
    ['a missing title', modal({ title: undefined }), 'required field: title'],
    ['a Home tab as a form', { type: 'home', blocks: [] }, '/view/type'],
  ])('refuses %s', (_, view, reason) => {
    expect(messagesOf(checkView(view, 'modal')).join()).toContain(reason)
  })
})
