import {
  type Answer,
  type Card,
  createRegistry,
  type Field,
  type Form,
  fix,
  LIMITS,
  type OutgoingFile,
  openForm,
  type Picture,
  replace,
  say,
  ViewTooLarge,
} from '../../src/chat'
import { png } from '../support/png'

const words = (length: number) => 'x'.repeat(length)
const file = (parts: Partial<OutgoingFile> = {}): OutgoingFile => ({
  name: 'usage.csv',
  mediaType: 'text/csv',
  bytes: Buffer.from('a,b'),
  ...parts,
})
const picture = (parts: Partial<Picture> = {}): Picture => ({
  name: 'usage.png',
  png: png(),
  alt: 'Answers a day in May',
  ...parts,
})
const numbered = (count: number) => Array.from({ length: count }, (_, at) => file({ name: `${at}.csv` }))
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
  attachedFiles: [['number of files', (size) => card({ files: numbered(size) })]],
  attachedBytes: [
    ['size of the files together', (size) => card({ files: [file({ bytes: Buffer.alloc(size) })] })],
    [
      'size of the files together',
      (size) => card({ image: picture(), files: [file({ bytes: Buffer.alloc(size - png().length) })] }),
    ],
  ],
  fileName: [
    ['name of file 1', (size) => card({ files: [file({ name: `${words(size - 4)}.csv` })] })],
    ['name of file 1', (size) => card({ image: picture({ name: `${words(size - 4)}.png` }) })],
  ],
  altText: [['words of the picture', (size) => card({ image: picture({ alt: words(size) }) })]],
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

test.each([
  'usage',
  '.csv',
  'my file.csv',
  'a/b.csv',
  '../up.csv',
  'Müller.csv',
  'x".csv',
  'a\n.csv',
  'a..csv',
])('a file called %j is refused, because a platform would call it something else', (name) => {
  expect(() => card({ files: [file({ name })] })).toThrow(/^the name of file 1 must be/)
  expect(() => card({ image: picture(), files: [file({ name })] })).toThrow(/^the name of file 2 must be/)
})

test.each(['usage.csv', 'INV-2030-0001.pdf', 'usage_2030-05.tar.gz'])('a file called %j is taken', (name) => {
  expect(() => card({ files: [file({ name })] })).not.toThrow()
})

test('files of one card have different names and something in them', () => {
  expect(() => card({ files: [file(), file()] })).toThrow('two files have the same name')
  expect(() => card({ files: [file({ bytes: new Uint8Array() })] })).toThrow('file 1 is empty')
})

test('a picture is a PNG and says in words what it shows', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0])
  expect(() => card({ image: picture({ png: jpeg }) })).toThrow('the picture is no PNG')
  expect(() => card({ image: picture({ alt: ' ' }) })).toThrow('the picture has no words')
})
