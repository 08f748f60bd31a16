import {
  type Answer,
  type Card,
  createRegistry,
  type Field,
  type Form,
  fix,
  LIMITS,
  openForm,
  replace,
  say,
  ViewTooLarge,
} from '../../src/chat'

const words = (length: number) => 'x'.repeat(length)
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)
const button = { label: 'Go', press: 'go' }
const choice = { value: 'a', label: 'A' }

const card = (parts: Partial<Card>): Answer => say({ title: '', ...parts })
const form = (parts: Partial<Form>): Answer =>
  openForm({ submit: 'save', title: 'Form', submitLabel: 'Save', fields: [], ...parts })

/** A registry checks what it is given when the product starts. */
const menu = (label: string): Answer => {
  const run = async () => say({ title: '' })
  createRegistry([{ menus: [{ name: 'about', label, first: 'reply', run }] }])
  return say({ title: '' })
}

type Parts<K> = K extends Field['kind'] ? Partial<Extract<Field, { kind: K }>> : never
const field = <K extends Field['kind']>(kind: K, parts: Parts<K>): Answer => {
  const base = { name: 'note', label: 'Note', maxLength: 3_000, choices: [], search: 'find', max: 1 }
  return form({ fields: [{ ...base, kind, ...parts } as Field] })
}

/** How to reach each limit, and how the error names the part; a new limit does not compile without its row. */
const reach: Record<
  keyof typeof LIMITS,
  readonly (readonly [part: string, make: (size: number) => Answer])[]
> = {
  title: [['title', (size) => card({ title: words(size) })]],
  cardText: [
    ['text of the card', (size) => card({ text: words(size) })],
    ['text of the card', (size) => card({ title: words(100), text: words(size - 100) })],
    ['text of the card', (size) => card({ context: words(size) })],
    ['text of the card', (size) => card({ fields: [{ name: words(size - 100), value: words(100) }] })],
    ['text of the card', (size) => card({ rows: [{ text: words(100) }], text: words(size - 100) })],
  ],
  fields: [['number of fields', (size) => card({ fields: many(size, { name: 'a', value: 'b' }) })]],
  fieldValue: [['field 1', (size) => card({ fields: [{ name: 'a', value: words(size) }] })]],
  rows: [['number of rows', (size) => card({ rows: many(size, { text: 'a' }) })]],
  rowText: [['text of row 2', (size) => card({ rows: [{ text: 'a' }, { text: words(size) }] })]],
  buttons: [['number of buttons', (size) => card({ buttons: many(size, button) })]],
  buttonLabel: [
    ['label of the press "go"', (size) => card({ buttons: [{ ...button, label: words(size) }] })],
    [
      'label of the press "go"',
      (size) => card({ rows: [{ text: 'a', button: { ...button, label: words(size) } }] }),
    ],
    [
      'label of the press "go"',
      (size) =>
        card({ rows: [{ text: 'a', menu: { label: 'M', options: [{ ...button, label: words(size) }] } }] }),
    ],
    ['label of a menu', (size) => card({ rows: [{ text: 'a', menu: { label: words(size), options: [] } }] })],
    [
      'label of the address of a link',
      (size) => card({ buttons: [{ label: words(size), href: 'https://a.test' }] }),
    ],
  ],
  pressRef: [
    ['press "xxx', (size) => card({ buttons: [{ ...button, press: words(size) }] })],
    ['press "xxx', (size) => card({ rows: [{ text: 'a', button: { ...button, press: words(size) } }] })],
    [
      'press "xxx',
      (size) =>
        card({ rows: [{ text: 'a', menu: { label: 'M', options: [{ ...button, press: words(size) }] } }] }),
    ],
    ['press "xxx', (size) => form({ submit: words(size) })],
    ['search of "Note"', (size) => field('search', { search: words(size) })],
  ],
  href: [['address of a link', (size) => card({ buttons: [{ label: 'Open', href: words(size) }] })]],
  choices: [
    [
      'entries of a menu',
      (size) => card({ rows: [{ text: 'a', menu: { label: 'M', options: many(size, button) } }] }),
    ],
    ['choices of "Note"', (size) => field('choice', { choices: many(size, choice) })],
    ['choices of "Note"', (size) => field('toggles', { choices: many(size, choice) })],
  ],
  choiceLabel: [
    [
      'label of a choice of "Note"',
      (size) => field('choice', { choices: [{ ...choice, label: words(size) }] }),
    ],
    [
      'label of a choice of "Note"',
      (size) => field('toggles', { choices: [{ ...choice, label: words(size) }] }),
    ],
    ['label of a choice of "Note"', (size) => field('search', { value: { ...choice, label: words(size) } })],
  ],
  choiceValue: [
    [
      'value of a choice of "Note"',
      (size) => field('choice', { choices: [{ ...choice, value: words(size) }] }),
    ],
    ['value of a choice of "Note"', (size) => field('search', { value: { ...choice, value: words(size) } })],
  ],
  formTitle: [['form title', (size) => form({ title: words(size) })]],
  submitLabel: [['submit label', (size) => form({ submitLabel: words(size) })]],
  formText: [['form text', (size) => form({ text: words(size) })]],
  formFields: [
    [
      'number of form fields',
      (size) => form({ fields: many(size, { name: 'a', label: 'A', kind: 'people', max: 1 }) }),
    ],
  ],
  fieldLabel: [['label "xxx', (size) => field('text', { label: words(size) })]],
  fieldHint: [['hint of "Note"', (size) => field('text', { hint: words(size) })]],
  fieldText: [
    ['length of "Note"', (size) => field('text', { maxLength: size })],
    ['length of "Note"', (size) => field('long', { maxLength: size })],
    ['value of "Note"', (size) => field('long', { value: words(size) })],
  ],
  placeholder: [['placeholder of "Note"', (size) => field('text', { placeholder: words(size) })]],
  files: [['files of "Note"', (size) => field('file', { max: size, extensions: [] })]],
  menuLabel: [['label of the menu "about"', (size) => menu(words(size))]],
  people: [['people of "Note"', (size) => field('people', { max: size })]],
}

const rows = Object.entries(reach).flatMap(([name, ways]) =>
  ways.map(([part, make]) => [name, part, LIMITS[name as keyof typeof LIMITS], make] as const),
)

test.each(rows)('%s: the %s takes %d, one more is a thrown bug that names it', (_, part, limit, make) => {
  expect(() => make(limit)).not.toThrow()
  expect(() => make(limit + 1)).toThrow(ViewTooLarge)
  expect(() => make(limit + 1)).toThrow(new RegExp(`^(${part}).* at most ${limit} fits both platforms$`))
})

test('a value longer than its own field is refused', () => {
  expect(() => field('text', { maxLength: 3, value: 'abcd' })).toThrow('value of "Note" is 4, at most 3')
})

test('every way to answer is checked', () => {
  const large = { title: words(151) }
  const largeForm = { submit: 'save', title: words(25), submitLabel: 'Save', fields: [] }
  expect(() => say(large)).toThrow(ViewTooLarge)
  expect(() => replace(large)).toThrow(ViewTooLarge)
  expect(() => openForm(largeForm)).toThrow(ViewTooLarge)
  expect(() => fix(largeForm, {})).toThrow(ViewTooLarge)
})

test('the error of a view that is too large repeats nothing somebody typed, because it is logged', () => {
  const secret = `between us ${words(4_000)}`
  const label = [{ ...button, label: secret }]
  for (const part of [{ title: secret }, { fields: [{ name: secret, value: secret }] }, { buttons: label }])
    expect(() => card(part)).toThrow(/^(?!.*between us)/)
})
