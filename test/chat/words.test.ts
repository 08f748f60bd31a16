import fc from 'fast-check'
import { type Command, command, isRefusal, type Options, say } from '../../src/chat'
import { readWords } from '../../src/chat/words'

const roles = [
  { value: 'admin', label: 'Admin' },
  { value: 'member', label: 'Member' },
] as const

const NAMED = { kind: 'text', description: 'Word', maxLength: 50, named: true } as const
const commandWith = (options: Options): Command =>
  command({ name: 'team test', description: 'Test', options, run: async () => say({ title: 'Done' }) })

const find = { kind: 'search', description: 'Which', search: async () => [] } as const
const words = { kind: 'text', description: 'Words', maxLength: 3_000 } as const

const invite = commandWith({
  people: { kind: 'people', description: 'Who', asked: true, maxLength: 3_000 },
  role: { kind: 'choice', description: 'As what', choices: roles },
  note: { ...words, named: true },
  team: { ...find, named: true },
})
const changeRole = commandWith({
  person: { ...find, required: true },
  role: { kind: 'choice', description: 'As what', required: true, choices: roles },
  team: { ...find, named: true },
})
const placing = commandWith({
  person: { ...find, required: true },
  role: {
    kind: 'choice',
    description: 'As what',
    required: true,
    choices: [
      { value: 'chatUser', label: 'Chat User' },
      { value: 'user', label: 'User' },
    ],
  },
})
const create = commandWith({ name: { ...words, asked: true } })
const members = commandWith({ team: { ...find, named: true } })
const paint = commandWith({ role: { kind: 'choice', description: 'Colour', choices: roles } })
const ask = commandWith({ chatbot: find, question: words })

const read = (declared: Command, line: string) => readWords(declared, { line })

describe('a line of words', () => {
  test.each<[string, Command, string, Record<string, string>]>([
    ['fills the options by position', ask, 'helper why', { chatbot: 'helper', question: 'why' }],
    [
      'gives the last option the rest',
      ask,
      'helper why is it so',
      { chatbot: 'helper', question: 'why is it so' },
    ],
    ['recognises a choice at the end', changeRole, 'ann admin', { person: 'ann', role: 'admin' }],
    ['recognises a choice in any case', changeRole, 'ann ADMIN', { person: 'ann', role: 'ADMIN' }],
    [
      'leaves names with blanks whole before a choice',
      changeRole,
      'Ann Smith admin',
      { person: 'Ann Smith', role: 'admin' },
    ],
    [
      'recognises a choice of several words at the end',
      placing,
      'Ann Smith chat user',
      { person: 'Ann Smith', role: 'chat user' },
    ],
    ['leaves a name without its choice whole', changeRole, 'ann', { person: 'ann' }],
    [
      'gives a required choice the last words even when they are no choice',
      changeRole,
      'ann boss',
      { person: 'ann', role: 'boss' },
    ],
    ['gives an only choice what is there, so that it can be refused', paint, 'blue', { role: 'blue' }],
    [
      'takes an optional choice only where it is one',
      commandWith({ name: words, role: { kind: 'choice', description: 'r', choices: roles } }),
      'Alpha Team',
      { name: 'Alpha Team' },
    ],
    ['reads name:value', changeRole, 'role:admin person:ann', { role: 'admin', person: 'ann' }],
    [
      'reads a blank after the name, as Discord shows it',
      changeRole,
      'person: ann role: admin',
      { role: 'admin', person: 'ann' },
    ],
    ['reads names in any case', changeRole, 'Role:admin ann', { role: 'admin', person: 'ann' }],
    [
      'reads named and positional words together',
      invite,
      'ann@acme.com team:Alpha admin',
      { people: 'ann@acme.com', role: 'admin', team: 'Alpha' },
    ],
    ['keeps all words of a name given twice', invite, 'note:hello note:world', { note: 'hello world' }],
    [
      'reads straight quotes',
      invite,
      'ann@acme.com note:"See you: Monday" admin',
      { people: 'ann@acme.com', note: 'See you: Monday', role: 'admin' },
    ],
    [
      'reads typographic quotes',
      invite,
      'note:“See you” ann@acme.com',
      { people: 'ann@acme.com', note: 'See you' },
    ],
    ['reads German quotes', invite, 'note:„Bis bald“', { note: 'Bis bald' }],
    [
      'keeps a quoted name apart from what follows',
      ask,
      '"Help desk" why',
      { chatbot: 'Help desk', question: 'why' },
    ],
    ['keeps an unclosed quote as it is', create, '"Alpha team', { name: '"Alpha team' }],
    ['takes empty quotes for nothing', invite, 'note:"" ann@acme.com', { people: 'ann@acme.com' }],
    [
      'reads people with commas',
      invite,
      'ann@acme.com, bob@acme.com,cy@acme.com admin',
      { people: 'ann@acme.com, bob@acme.com,cy@acme.com', role: 'admin' },
    ],
    ['reads people on lines', invite, 'ann@acme.com\nbob@acme.com', { people: 'ann@acme.com bob@acme.com' }],
    [
      'reads mentions',
      invite,
      '<@U1|ann> <mailto:bob@acme.com|bob@acme.com> member',
      { people: '<@U1|ann> <mailto:bob@acme.com|bob@acme.com>', role: 'member' },
    ],
    [
      'leaves addresses of pages alone',
      create,
      'see https://acme.com/a:b',
      { name: 'see https://acme.com/a:b' },
    ],
    ['leaves times of day alone', create, 'at 10:30', { name: 'at 10:30' }],
    ['leaves a colon at the end of a word alone', create, 'Note: hello', { name: 'Note: hello' }],
    [
      'keeps markup as data (B13, H8)',
      create,
      '<!channel> @everyone *x* <script>',
      { name: '<!channel> @everyone *x* <script>' },
    ],
    ['keeps 10,000 characters', create, 'x'.repeat(10_000), { name: 'x'.repeat(10_000) }],
    ['may be empty', invite, '', {}],
    ['may be blank', invite, ' \n\t ', {}],
  ])('%s', (_, declared, line, values) => {
    expect(read(declared, line)).toEqual(values)
  })

  test('is ignored by a command that takes nothing, so that "/rolecall help" shows the home card', () => {
    expect(read(commandWith({}), 'help x:y')).toEqual({})
  })

  test.each([
    ['an unknown name', invite, 'nota:hello', 'nota'],
    ['an unknown name with a quoted value', invite, 'nota:"hello you"', 'nota'],
    ['the name of something every object has', invite, 'constructor:x', 'constructor'],
    ['words that fit no option', commandWith({ a: NAMED, b: NAMED }), 'Alpha Team', 'Alpha Team'],
  ])('with %s is refused with the names that there are', (_, declared, line, option) => {
    expect(read(declared, line)).toMatchObject({
      code: 'optionUnknown',
      option,
      known: Object.keys(declared.options),
    })
  })
})

test('words of a command with one option are that option', () => {
  expect(read(members, 'Alpha Team')).toEqual({ team: 'Alpha Team' })
})

describe('options from Discord', () => {
  test('of the same declaration read the same as the line from Slack', () => {
    const options = { people: 'ann@acme.com', role: 'admin', note: 'See you: Monday' }
    expect(readWords(invite, { options })).toEqual(read(invite, 'ann@acme.com admin note:"See you: Monday"'))
  })

  test('are trimmed, and left out when nothing stands in them', () => {
    expect(readWords(invite, { options: { people: '  ann ', note: '  ' } })).toEqual({ people: 'ann' })
  })
})

describe('for whatever is typed', () => {
  const declared = fc.constantFrom(invite, changeRole, create, members, paint, ask)
  const word = fc.oneof(
    fc.constantFrom('admin', 'MEMBER', 'ann@acme.com,', '<@U1>', '10:30', 'https://a.b/c', '😀', '-'),
    fc.string({ unit: 'grapheme', minLength: 1 }).filter((typed) => !/[\s"“”„]|^[a-z]+:/i.test(typed)),
  )

  test('reading never throws', () => {
    fc.assert(
      fc.property(declared, fc.string({ unit: 'binary', maxLength: 200 }), (each, line) => {
        const values = read(each, line)
        expect(typeof values).toBe('object')
      }),
    )
  })

  test('every word arrives in an option, unless the line is refused', () => {
    fc.assert(
      fc.property(declared, fc.array(word), (each, typed) => {
        const values = read(each, typed.join(' '))
        if (isRefusal(values)) return values.code === 'optionUnknown'
        const arrived = Object.values(values).flatMap((value) => value.split(' '))
        return expect(arrived.sort()).toEqual(typed.sort())
      }),
    )
  })

  test('a text in quotes comes back as it was typed', () => {
    const quotable = fc.string({ unit: 'grapheme' }).map((typed) => typed.replaceAll('"', '').trim())
    fc.assert(
      fc.property(quotable, (typed) => {
        expect(read(invite, `ann note:"${typed}" admin`)).toEqual({
          people: 'ann',
          role: 'admin',
          ...(typed && { note: typed }),
        })
      }),
    )
  })
})
