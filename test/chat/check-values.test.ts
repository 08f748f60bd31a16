import { type Command, command, isRefusal, say } from '../../src/chat'
import { checkValues } from '../../src/chat/words'

const declared: Command = command({
  name: 'team test',
  description: 'Test',
  options: {
    note: { kind: 'text', description: 'Note', maxLength: 10, required: true },
    role: {
      kind: 'choice',
      description: 'Role',
      asked: true,
      choices: [
        { value: 'admin', label: 'Administrator' },
        { value: 'member', label: 'Member: may ask' },
      ],
    },
    team: { kind: 'search', description: 'Team', search: async () => [] },
    people: { kind: 'people', description: 'People', maxLength: 20 },
  },
  run: async () => say({ title: 'Done' }),
})

const given = { note: 'hello', role: 'admin', team: 'Alpha', people: 'ann@acme.com' }

test('values that fit are handed on', () => {
  expect(checkValues(declared, given)).toEqual({ values: given, missing: [] })
})

test('what is required or asked for and missing is listed, what is optional is not', () => {
  expect(checkValues(declared, {})).toEqual({ values: {}, missing: ['note', 'role'] })
})

test.each(['ADMIN', 'administrator', ' Admin '])('the choice %j is recognised by value or label', (role) => {
  expect(checkValues(declared, { ...given, role })).toMatchObject({ values: { role: 'admin' } })
})

test('what is no choice is refused at its field with the choices as they can be typed', () => {
  expect(checkValues(declared, { ...given, role: 'boss' })).toMatchObject({
    code: 'notAChoice',
    field: 'role',
    got: 'boss',
    choices: ['Administrator', 'member'],
  })
})

test.each([
  ['note', 10],
  ['people', 20],
  ['team', 200],
])('%s takes %d characters and refuses one more with both numbers (H7)', (option, limit) => {
  const fits = checkValues(declared, { ...given, [option]: 'x'.repeat(limit) })
  expect(isRefusal(fits)).toBe(false)
  expect(checkValues(declared, { ...given, [option]: 'x'.repeat(limit + 1) })).toMatchObject({
    code: 'tooLong',
    field: option,
    option: `What you gave for “${option}”`,
    length: limit + 1,
    limit,
  })
})

test('words are one line, so that none of them looks like a line of ours; people and long texts keep theirs', () => {
  const lines = 'a\n\tb'
  const long = { kind: 'text', description: 'Long', maxLength: 10, long: true } as const
  const command = { ...declared, options: { ...declared.options, long } }
  expect(checkValues(command, { note: lines, team: lines, people: lines, long: lines })).toMatchObject({
    values: { note: 'a b', team: 'a b', people: lines, long: lines },
  })
})

test.each(['nonsense', 'constructor', 'toString'])('an option called %s is refused', (option) => {
  expect(checkValues(declared, { ...given, [option]: 'x' })).toMatchObject({ code: 'optionUnknown', option })
})
