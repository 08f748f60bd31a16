import fc from 'fast-check'
import { renderCard } from '../../../adapters/slack/card'
import { renderForm } from '../../../adapters/slack/form'
import { checkBlocks, checkView } from '../../../sandbox/slack/blocks/validate'
import { type Card, type Choice, type Form, ref, say, time } from '../../../src/chat'

const reader = { locale: 'en-GB', timeZone: 'Europe/London', now: Date.UTC(2030, 0, 1) }

describe('renderCard', () => {
  it('makes valid blocks of whatever passes the limits of a card', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const checked = attempt(() => say(card))
        fc.pre(checked !== undefined)
        expect(checkBlocks(renderCard(card, reader).blocks)).toHaveProperty('value')
      }),
    )
  })

  it('gives a long field the full width instead of cutting it', () => {
    const value = '&'.repeat(1_000)
    const { blocks } = renderCard({ title: 'Long', fields: [{ name: 'Note', value }] }, reader)
    const shown = JSON.stringify(blocks).match(/&amp;/g)
    expect(shown).toHaveLength(1_000)
    expect(checkBlocks(blocks)).toHaveProperty('value')
  })

  it('says title and text in words for notifications, pinging nobody', () => {
    const card: Card = { tone: 'warning', title: '<!channel>', text: ['due ', time(Date.UTC(2030, 0, 2))] }
    expect(renderCard(card, reader).text).toBe('⚠️ &lt;!channel&gt;\ndue 2 Jan 2030, 00:00 (tomorrow)')
  })

  it('leaves the mark of its tone away where the title would grow too long', () => {
    const title = 't'.repeat(150)
    expect(renderCard({ tone: 'danger', title }, reader).blocks[0]).toMatchObject({ text: { text: title } })
  })
})

describe('renderForm', () => {
  const form = (field: Form['fields'][number]): Form => ({
    submit: ref('form.save'),
    title: 'Form',
    submitLabel: 'Save',
    fields: [field],
  })
  const choices = (count: number): Choice[] =>
    Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `Choice ${index}` }))

  it.each([
    [10, 'checkboxes'],
    [25, 'multi_static_select'],
  ])('offers %i switches as %s', (count, type) => {
    const view = renderForm(
      form({ kind: 'toggles', name: 'on', label: 'On', choices: choices(count), value: ['v1'] }),
      reader,
      '',
    )
    expect(view.blocks[0]).toMatchObject({ element: { type, initial_options: [{ value: 'v1' }] } })
    expect(checkView(view, 'modal')).toHaveProperty('value')
  })

  it('shows a thing that was found before in its search field', () => {
    const value = { value: '01J', label: 'Alpha' }
    const view = renderForm(
      form({ kind: 'search', name: 'team', label: 'Team', search: 'teams.find', value }),
      reader,
      '',
    )
    expect(view.blocks[0]).toMatchObject({
      element: { type: 'external_select', action_id: 'teams.find', initial_option: { value: '01J' } },
    })
    expect(checkView(view, 'modal')).toHaveProperty('value')
  })

  it('forgets a choice that is no longer offered', () => {
    const view = renderForm(
      form({ kind: 'choice', name: 'role', label: 'Role', choices: choices(2), value: 'gone' }),
      reader,
      '',
    )
    expect(view.blocks[0]).not.toHaveProperty('element.initial_option')
  })
})

const words = fc.string({ unit: fc.constantFrom(...'ab&<>*_ \n') })
const label = fc.string({ minLength: 1, maxLength: 75, unit: fc.constantFrom(...'ab&<* ') })
const press = fc.constantFrom('members.remove:01J', 'members.role:01J:admin')
const button = fc.record({ label, press })
const row = fc.record(
  {
    text: words.map((each) => `r${each}`),
    menu: fc.record({ label, options: fc.array(button, { minLength: 1, maxLength: 25 }) }),
  },
  { requiredKeys: ['text'] },
)
const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    title: fc.string({ minLength: 1, maxLength: 150 }),
    text: fc.string({ unit: fc.constantFrom(...'ab&<>*_ \n'), maxLength: 3_000, size: 'max' }),
    fields: fc.array(fc.record({ name: label, value: words }), { maxLength: 10 }),
    rows: fc.array(row, { maxLength: 8 }),
    buttons: fc.array(button, { maxLength: 5 }),
  },
  { requiredKeys: ['title'] },
)

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
