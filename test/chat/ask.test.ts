import { type Choice, type Command, command, openForm, say } from '../../src/chat'
import { askForm, formToValues } from '../../src/chat/ask'

const roles = [
  { value: 'admin', label: 'Admin' },
  { value: 'member', label: 'Member' },
]

const invite: Command = command({
  name: 'team invite',
  description: 'Invite people',
  options: {
    people: { kind: 'people', description: 'Who', asked: true, maxLength: 9_000 },
    role: { kind: 'choice', description: 'As what', choices: roles },
    note: { kind: 'text', description: 'A line', maxLength: 200 },
    team: { kind: 'search', description: 'Which team', required: true, search: async () => [] },
  },
  run: async () => say({ title: 'Done' }),
})

const fieldsOf = (...parameters: Parameters<typeof askForm>) =>
  Object.fromEntries(askForm(...parameters).fields.map((field) => [field.name, field]))

test('a form is made of a declaration: one field for each option, in its order', () => {
  expect(openForm(askForm(invite, {}))).toEqual({
    kind: 'form',
    form: {
      submit: 'command:team invite',
      title: 'Invite team',
      submitLabel: 'Continue',
      text: 'Invite people',
      fields: [
        { name: 'people', label: 'People', hint: 'Who', required: true, kind: 'long', maxLength: 3_000 },
        { name: 'role', label: 'Role', hint: 'As what', required: false, kind: 'choice', choices: roles },
        { name: 'note', label: 'Note', hint: 'A line', required: false, kind: 'text', maxLength: 200 },
        {
          name: 'team',
          label: 'Team',
          hint: 'Which team',
          required: true,
          kind: 'search',
          search: 'command:team invite:team',
        },
      ],
    },
  })
})

test('values that are known already are filled in', () => {
  const given = { people: 'ann@acme.com', role: 'ADMIN', note: 'hello', team: 'Alpha' }
  expect(fieldsOf(invite, given)).toMatchObject({
    people: { value: 'ann@acme.com' },
    role: { value: 'admin' },
    note: { value: 'hello' },
    team: { value: { value: 'Alpha', label: 'Alpha' } },
  })
})

test('a code is never filled in again, so that no draft keeps it', () => {
  const code = { kind: 'text', description: 'The code', maxLength: 100, asked: true, secret: true } as const
  expect(askForm({ ...invite, options: { code } }, { code: 'AAAAA-AAAAA' }).fields).toEqual([
    { name: 'code', label: 'Code', hint: 'The code', required: true, kind: 'text', maxLength: 100 },
  ])
})

test('a value that is no choice is left for the person to choose', () => {
  expect(fieldsOf(invite, { role: 'boss' }).role).not.toHaveProperty('value')
})

test('the form fits both platforms whatever is filled in', () => {
  const hostile = 'x'.repeat(10_000)
  const given = { people: hostile, role: hostile, note: hostile, team: hostile }
  expect(() => openForm(askForm(invite, given))).not.toThrow()
})

test('an option with several fitting things becomes a list to pick from, which must be answered', () => {
  const choices = [{ value: '01J', label: 'Alpha' }]
  const fields = fieldsOf(invite, { team: 'Al', note: 'hello' }, { option: 'team', choices })
  expect(fields.team).toEqual({
    name: 'team',
    label: 'Team',
    hint: 'Which team',
    required: true,
    kind: 'choice',
    choices,
  })
  expect(fields.note).toMatchObject({ value: 'hello' })
})

test('a list to pick from is cut to what both platforms show', () => {
  const choices: Choice[] = Array.from({ length: 30 }, (_, index) => ({
    value: String(index),
    label: `${index} ${'x'.repeat(100)}`,
  }))
  expect(() => openForm(askForm(invite, {}, { option: 'team', choices }))).not.toThrow()
  expect(fieldsOf(invite, {}, { option: 'team', choices }).team).toMatchObject({
    choices: { length: 25 },
  })
})

test('five options leave no place for a paragraph', () => {
  const fifth = { kind: 'text', description: 'Fifth', maxLength: 10 } as const
  const five = { ...invite, options: { ...invite.options, fifth } }
  expect(askForm(five, {})).not.toHaveProperty('text')
  expect(askForm(five, {}).fields).toHaveLength(5)
})

test('a submitted form reads as if the words had been typed', () => {
  expect(formToValues({ note: 'hello', people: ['<@U1>', '<@U2>'] })).toEqual({
    note: 'hello',
    people: '<@U1> <@U2>',
  })
})
