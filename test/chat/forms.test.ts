import { type FormValues, openForm, press, say, submit } from '../../src/chat'
import { features, formOf, pressed, settingsForm, submitted, teams, valuesOf } from './form-features'
import { createChatStage, FakeResponder, nobody, typed } from './stage'

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

  test('opens the form behind a button where the platform opens none any more', async () => {
    const responder: FakeResponder = Object.assign(new FakeResponder(false), { opensForms: false })
    await meet(typed('team invite', { line: 'admin' }), { responder })
    const { only } = responder
    const [button] = only.kind === 'say' ? (only.card.buttons ?? []) : []
    expect(button?.label).toBe('Continue')
    const { only: form } = await meet(pressed(button && 'press' in button ? (button.press ?? '') : ''))
    expect(valuesOf(form)).toMatchObject({ role: 'admin' })
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
      { person: 'What you gave for “person” is too long: 101 characters, at most 100' },
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

test('what is typed into a form arrives on one line, but for fields of several', async () => {
  const save = submit({
    name: 'save',
    long: ['note'],
    form: async () => settingsForm({}),
    run: async (_, _ids, { name, note }) => say({ title: `${name}|${note}` }),
  })
  const { meet } = createChatStage([{ submits: [save] }])
  const { title } = await meet(submitted('save', { name: 'Fun\nOwner of team Beta', note: 'a\nb' }))
  expect(title).toBe('Fun Owner of team Beta|a\nb')
})

test('somebody who was unlinked while the form was open is refused on submit (H5)', async () => {
  const { meet } = createChatStage(features, {
    identify: async () => ({ ...nobody, refusal: { code: 'notLinked', why: 'unlinked' } }),
  })
  const { only } = await meet(submitted('settings.save:01A', { name: 'Alpha' }))
  expect(only).toMatchObject({ kind: 'say', card: { title: 'You have unlinked this chat user' } })
})
