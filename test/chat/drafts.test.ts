import { type Answer, type FormValues, refuse, submit } from '../../src/chat'
import { features, formOf, pressed, settingsForm, submitted, teams, valuesOf } from './form-features'
import { ann, bob, createChatStage, FakeResponder, nobody } from './stage'

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

  test('the card tells that what was typed is kept only where something is', async () => {
    const { meet } = setUp()
    const kept = await meet(submitted('settings.save:01A', { name: 'wrong' }))
    expect(kept.only).toMatchObject({ card: { context: expect.stringContaining('kept for an hour') } })
    const code = submit({
      name: 'code',
      form: async () => ({ ...settingsForm({}), submit: 'code' }),
      run: async () => refuse({ code: 'codeWrong' }, 'name'),
    })
    const other = createChatStage([{ submits: [code] }])
    const { only } = await other.meet(submitted('code', { name: 'x' }), {
      responder: new FakeResponder(false),
    })
    expect(only).toMatchObject({ card: { context: 'Nothing was changed.' } })
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
