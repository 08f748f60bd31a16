import { fix, openForm, ref, say } from '../../../src/chat'
import { everyKindOfField } from '../contract-views'
import { keep, type Scene } from '../scene'

export function describeForms(scene: Scene): void {
  it('opens a form and hands over what was filled in', async () => {
    await scene.openFormFor(everyKindOfField)
    expect(scene.harness.olivia.form()?.title).toBe('Team settings')
    const { happening } = await scene.play(
      keep,
      scene.submit({
        Name: 'Alpha',
        Note: 'two\nlines',
        Role: 'admin',
        Switches: ['documents'],
        People: [scene.harness.adam.userId],
      }),
    )
    expect(happening).toEqual({
      kind: 'submit',
      submit: 'settings.save:01J',
      values: {
        name: 'Alpha',
        note: 'two\nlines',
        role: 'admin',
        switches: ['documents'],
        people: [scene.harness.adam.userId],
      },
    })
  })

  it('leaves empty fields out', async () => {
    await scene.openFormFor(everyKindOfField)
    const { happening } = await scene.play(keep, scene.submit({ Name: 'Alpha', Role: 'member' }))
    expect(happening).toMatchObject({ values: { name: 'Alpha', role: 'member' } })
    expect(happening).not.toHaveProperty('values.note')
    expect(happening).not.toHaveProperty('values.people')
  })

  it('opens a form with what was typed before', async () => {
    const [name, note, role, switches] = everyKindOfField.fields
    await scene.openFormFor({
      ...everyKindOfField,
      fields: [
        { ...name, value: 'Beta' },
        { ...note, value: 'kept' },
        { ...role, value: 'admin' },
        { ...switches, value: ['creation'] },
      ] as typeof everyKindOfField.fields,
    })
    const { happening } = await scene.play(keep, scene.submit({}))
    expect(happening).toMatchObject({
      values: { name: 'Beta', note: 'kept', role: 'admin', switches: ['creation'] },
    })
  })

  it('opens a form from a button', async () => {
    const seen = await scene.showInChannel({
      title: 'Ask for a form',
      buttons: [{ label: 'Edit', press: ref('settings.edit') }],
    })
    await scene.play(
      (_, responder) => responder.answer(openForm(everyKindOfField)),
      scene.press(seen, 'Edit'),
    )
    const { happening } = await scene.play(keep, scene.submit({ Name: 'Gamma', Role: 'member' }))
    expect(happening).toMatchObject({ kind: 'submit', submit: 'settings.save:01J' })
  })

  it('shows errors at their fields and keeps what was typed, where the platform can', async () => {
    await scene.openFormFor(everyKindOfField)
    const shows = await scene.play(
      async (_, responder) => {
        if (responder.showsFieldErrors)
          await responder.answer(fix(everyKindOfField, { name: 'Alpha is taken' }))
        else await responder.answer(say({ title: 'Alpha is taken' }))
        return responder.showsFieldErrors
      },
      scene.submit({ Name: 'Alpha', Note: 'kept', Role: 'member' }),
    )
    expect(shows).toBe(scene.harness.showsFieldErrors)
    if (!shows) return
    const fields = scene.harness.olivia.form()?.fields ?? []
    expect(fields.find((field) => field.label === 'Name')).toMatchObject({
      error: 'Alpha is taken',
      value: 'Alpha',
    })
    expect(fields.find((field) => field.label === 'Note')).toMatchObject({ value: 'kept' })
    scene.harness.olivia.close()
  })

  it('suggests while somebody types', async () => {
    const choices = [
      { value: '01A', label: 'Alpha' },
      { value: '01B', label: 'Alpine' },
    ]
    const where = await whereSuggested()
    let suggested: unknown
    const { happening } = await scene.play(
      async (interaction, responder) => {
        await responder.suggest(choices)
        return interaction
      },
      async () => {
        suggested = await scene.harness.olivia.suggest(where, 'alp')
      },
    )
    expect(happening).toMatchObject({ typed: 'alp' })
    expect(suggested).toEqual(choices)
  })

  async function whereSuggested() {
    if (scene.harness.suggestsIn === 'command') return { command: 'team members', option: 'team' }
    await scene.openFormFor({
      submit: ref('teams.pick'),
      title: 'Pick a team',
      submitLabel: 'Pick',
      fields: [{ kind: 'search', name: 'team', label: 'Team', search: 'teams.find' }],
    })
    return { field: scene.harness.olivia.form()?.fields[0]?.id ?? '' }
  }
}
