import {
  type Answer,
  command,
  type Form,
  type FormValues,
  fix,
  openForm,
  press,
  ref,
  refuse,
  say,
  submit,
} from '../../src/chat'
import { ann, bob, createChatStage, FakeResponder, nobody, typed } from './stage'

const roles = [
  { value: 'admin', label: 'Admin' },
  { value: 'member', label: 'Member' },
] as const

const teams = [
  { value: '01A', label: 'Alpha' },
  { value: '01B', label: 'Beta' },
]

/** Knows nobody but Ann, and two teams. */
const invite = command({
  name: 'team invite',
  description: 'Invite people',
  options: {
    person: { kind: 'text', description: 'Who', asked: true, maxLength: 100 },
    role: { kind: 'choice', description: 'As what', choices: roles },
    team: { kind: 'search', description: 'Team', named: true, search: async () => teams },
  },
  run: async (_, { person, role, team }) => {
    if (person !== 'ann') return refuse({ code: 'notFound', what: 'member', typed: person }, 'person')
    if (!team) return refuse({ code: 'pick', option: 'team', choices: teams })
    return say({ title: `${person} is now ${role} of ${team}` })
  },
})

const settingsForm = (values: FormValues): Form => ({
  submit: ref('settings.save', '01A'),
  title: 'Settings',
  submitLabel: 'Save',
  fields: [
    {
      name: 'name',
      label: 'Team name',
      kind: 'text',
      maxLength: 100,
      ...(values.name !== undefined && { value: String(values.name) }),
    },
  ],
})

const settings = submit({
  name: 'settings.save',
  form: async (_, ids, values) =>
    ids[0] === '01A' ? settingsForm(values) : refuse({ code: 'notFound', what: 'team' }),
  run: async (_, _ids, values) => {
    if (values.name === 'wrong') return refuse({ code: 'nameTyped', expected: 'Alpha' }, 'name')
    if (values.name === 'fix') return fix(settingsForm(values), { name: 'Not this one' })
    if (values.name === 'over') return refuse({ code: 'codeUsedUp' })
    return say({ title: `Saved ${values.name}` })
  },
})

const features = [{ commands: [invite], submits: [settings] }]

const submitted = (form: string, values: FormValues) => ({ kind: 'submit', submit: form, values }) as const
const pressed = (to: string) => ({ kind: 'press', press: to }) as const

function formOf(answer: Answer): Form {
  if (!('form' in answer)) throw new Error(`a ${answer.kind} instead of a form`)
  return answer.form
}

const valuesOf = (answer: Answer) =>
  Object.fromEntries(
    formOf(answer).fields.map((field) => [field.name, 'value' in field ? field.value : undefined]),
  )

describe('a command with something missing', () => {
  const { meet } = createChatStage(features)

  test('opens the form that asks for it, with what was typed filled in', async () => {
    const { only } = await meet(typed('team invite', { line: 'admin team:Alpha' }))
    expect(only.kind).toBe('form')
    expect(valuesOf(only)).toEqual({
      person: undefined,
      role: 'admin',
      team: { value: 'Alpha', label: 'Alpha' },
    })
  })

  test('opens the form for a button as well', async () => {
    expect((await meet(pressed('command:team invite'))).only.kind).toBe('form')
  })

  test('runs without a form when everything is there', async () => {
    const { title } = await meet(typed('team invite', { line: 'ann admin team:01A' }))
    expect(title).toBe('ann is now admin of 01A')
  })

  test('asks for nothing before it has refused what is wrong', async () => {
    const options = { role: 'boss' }
    expect((await meet(typed('team invite', { options }))).title).toBe('role must be one of Admin, Member')
  })

  test('whose words may mean several things offers them in the form, with the other values kept', async () => {
    const { only } = await meet(typed('team invite', { line: 'ann admin' }))
    expect(only.kind).toBe('form')
    expect(valuesOf(only)).toMatchObject({ person: 'ann', role: 'admin' })
    expect(formOf(only).fields).toContainEqual(
      expect.objectContaining({ name: 'team', kind: 'choice', choices: teams, required: true }),
    )
  })

  test('asks nobody who is not known', async () => {
    const { only } = await createChatStage(features, { identify: async () => nobody }).meet(
      typed('team invite'),
    )
    expect(only).toMatchObject({ kind: 'say', card: { title: 'I do not know you yet' } })
  })
})

describe('the form of a command', () => {
  const { meet } = createChatStage(features)
  const form = 'command:team invite'

  test('runs the command with what was filled in', async () => {
    const { title } = await meet(submitted(form, { person: 'ann', role: 'member', team: '01B' }))
    expect(title).toBe('ann is now member of 01B')
  })

  test.each<[string, FormValues, Record<string, string>]>([
    ['a missing value', { role: 'admin' }, { person: 'person is missing' }],
    ['no choice', { person: 'ann', role: 'boss' }, { role: 'role must be one of Admin, Member' }],
    [
      'a value that is too long (H7)',
      { person: 'x'.repeat(101) },
      { person: 'person is too long: 101 characters, at most 100' },
    ],
    ['what the command refuses at a field', { person: 'bob' }, { person: 'There is no such member' }],
    ['what may mean several things', { person: 'ann', role: 'admin' }, { team: 'Which team?' }],
  ])('shows %s at its field and keeps the rest', async (_, values, errors) => {
    const { only } = await meet(submitted(form, values))
    expect(only).toMatchObject({ kind: 'fix', errors })
    for (const [name, value] of Object.entries(values))
      if (!(name in errors)) expect(valuesOf(only)).toMatchObject({ [name]: value })
  })

  test('of a command that is gone is told apart', async () => {
    expect((await meet(submitted('command:old', {}))).title).toBe('I do not know this command')
  })

  test('with fields that nobody declared is refused', async () => {
    expect((await meet(submitted(form, { person: 'ann', toString: 'x' }))).title).toBe(
      'I do not know this option',
    )
  })
})

describe('a declared form', () => {
  const { meet } = createChatStage(features)

  test('runs with its ids and values', async () => {
    expect((await meet(submitted('settings.save:01A', { name: 'Alpha' }))).title).toBe('Saved Alpha')
  })

  test('is shown again with the refusal at its field and what was typed', async () => {
    const { only } = await meet(submitted('settings.save:01A', { name: 'wrong' }))
    expect(only).toMatchObject({ kind: 'fix', errors: { name: 'The name does not match' } })
    expect(valuesOf(only)).toEqual({ name: 'wrong' })
  })

  test('is not shown again for a refusal that is about no field', async () => {
    const { only } = await meet(submitted('settings.save:01A', { name: 'over' }))
    expect(only).toMatchObject({ kind: 'say', audience: 'private' })
  })

  test('is not shown again where it may not be seen any more: the refusal is said (H5)', async () => {
    const { only } = await meet(submitted('settings.save:01Z', { name: 'wrong' }))
    expect(only).toMatchObject({ kind: 'say', card: { title: 'The name does not match' } })
  })

  test('of nobody knows which handler is told apart', async () => {
    expect((await meet(submitted('old', {}))).title).toBe('I do not know this command')
  })

  test('opens from a press', async () => {
    const open = press({ name: 'open', first: 'form', run: async () => openForm(settingsForm({})) })
    const { only } = await createChatStage([{ presses: [open] }]).meet(pressed('open'))
    expect(only.kind).toBe('form')
  })
})

describe('where a form shows no errors', () => {
  const setUp = () => {
    const stage = createChatStage(features)
    const onDiscord = { platform: 'discord', tenant: 'discord' } as const
    const meet: typeof stage.meet = (happening, { sender = ann } = {}) =>
      stage.meet(happening, { sender: { ...sender, ...onDiscord }, responder: new FakeResponder(false) })
    return { ...stage, meet }
  }

  const editOf = (answer: Answer) => {
    const button = answer.kind === 'say' ? answer.card.buttons?.[0] : undefined
    if (!button || !('press' in button)) throw new Error('no button to edit with')
    expect(button.label).toBe('Edit')
    return button.press
  }

  test.each<[string, string, FormValues, string, string]>([
    ['a refusal', 'settings.save:01A', { name: 'wrong' }, 'Team name', 'The name does not match'],
    ['an answer with errors', 'settings.save:01A', { name: 'fix' }, 'Team name', 'Not this one'],
    ['the form of a command', 'command:team invite', { person: 'bob' }, 'Person', 'There is no such member'],
  ])(
    '%s becomes a private card with the error and an Edit button, which reopens it with the values kept',
    async (_, form, values, label, error) => {
      const { meet } = setUp()
      const { only } = await meet(submitted(form, values))
      expect(only).toMatchObject({
        kind: 'say',
        audience: 'private',
        card: { tone: 'warning', fields: [{ name: label, value: error }] },
      })
      const { only: reopened } = await meet(pressed(editOf(only)))
      expect(reopened.kind).toBe('form')
      expect(formOf(reopened).submit).toBe(form)
      expect(valuesOf(reopened)).toMatchObject(values)
    },
  )

  test('what may mean several things is offered to pick from after the Edit button', async () => {
    const { meet } = setUp()
    const { only } = await meet(submitted('command:team invite', { person: 'ann', role: 'admin' }))
    const { only: reopened } = await meet(pressed(editOf(only)))
    expect(formOf(reopened).fields).toContainEqual(expect.objectContaining({ name: 'team', choices: teams }))
    expect(valuesOf(reopened)).toMatchObject({ person: 'ann', role: 'admin' })
  })

  test('a draft opens for its owner only', async () => {
    const { meet } = setUp()
    const { only } = await meet(submitted('settings.save:01A', { name: 'wrong' }))
    const { only: others } = await meet(pressed(editOf(only)), { sender: bob })
    expect(others).toMatchObject({
      kind: 'say',
      audience: 'private',
      card: { title: 'There is no such draft of this form' },
    })
  })

  test.each(['form.edit:01J', 'form.edit'])('the Edit button %j of no draft says so', async (to) => {
    expect((await setUp().meet(pressed(to))).title).toBe('There is no such draft of this form')
  })

  test('somebody not linked yet edits a draft, too', async () => {
    const open = submit({
      name: 'open',
      who: 'anyone',
      form: async (_, _ids, values) => ({ ...settingsForm(values), submit: 'open' }),
      run: async () => refuse({ code: 'codeWrong' }, 'name'),
    })
    const { meet } = createChatStage([{ submits: [open] }], { identify: async () => nobody })
    const responder = new FakeResponder(false)
    await meet(submitted('open', { name: 'x' }), { responder })
    expect((await meet(pressed(editOf(responder.only)))).only.kind).toBe('form')
  })
})

test('somebody who was unlinked while the form was open is refused on submit (H5)', async () => {
  const { meet } = createChatStage(features, {
    identify: async () => ({ ...nobody, refusal: { code: 'notLinked', why: 'unlinked' } }),
  })
  const { only } = await meet(submitted('settings.save:01A', { name: 'Alpha' }))
  expect(only).toMatchObject({ kind: 'say', card: { title: 'You have unlinked this chat user' } })
})
