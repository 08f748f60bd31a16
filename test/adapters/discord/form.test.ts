import type { APIModalSubmissionComponent } from 'discord.js'
import { formModal, formValues } from '../../../adapters/discord/form'
import { checkModal } from '../../../sandbox/discord/check-modal'
import { checkSchema } from '../../../sandbox/discord/schemas'
import type { Modal } from '../../../sandbox/discord/types'
import { type Field, type Form, openForm, ViewTooLarge } from '../../../src/chat'

const choices = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ value: `v${n}`, label: `Choice ${n}` }))

const form = (...fields: Field[]): Form => ({
  submit: 'team.save:1',
  title: 'Team',
  submitLabel: 'Save',
  fields,
})

/** Discord's published schema and its documented limits; throws what Discord would answer. */
function accept(shown: Form): void {
  openForm(shown)
  const modal = formModal(shown, reader)
  checkSchema('ModalInteractionCallbackRequestSchema', { type: 9, data: modal })
  checkModal(modal as Modal)
}

const reader = { locale: 'en-GB', timeZone: 'Europe/London', now: 0 }

const inputs = (shown: Form) =>
  formModal(shown, reader).components.map((part) => ('component' in part ? part.component : part))

const submitted = (component: object) =>
  formValues([{ type: 18, id: 1, component } as APIModalSubmissionComponent])

describe('formModal', () => {
  it('asks for files of these kinds, none or up to as many as the field takes', () => {
    const files: Field = { kind: 'file', name: 'files', label: 'Files', max: 10, extensions: ['pdf', 'md'] }
    accept(form(files, { ...files, name: 'needed', required: true }))
    expect(inputs(form(files, { ...files, name: 'needed', required: true }))).toMatchObject([
      { type: 19, required: false, min_values: 0, max_values: 10, file_types: ['.pdf', '.md'] },
      { type: 19, required: true, min_values: 1, max_values: 10 },
    ])
    const eleven = Array.from({ length: 11 }, (_, n) => `x${n}`)
    expect(inputs(form({ ...files, extensions: eleven }))[0]).not.toHaveProperty('file_types')
  })

  it('fits Discord with every kind of field, empty and filled in', () => {
    const empty: Field[] = [
      { kind: 'text', name: 'name', label: 'Name', maxLength: 80, required: true },
      {
        kind: 'long',
        name: 'note',
        label: 'Note',
        maxLength: 3_000,
        placeholder: 'Why',
        hint: 'They read it',
      },
      { kind: 'choice', name: 'role', label: 'Role', choices: choices(25) },
      { kind: 'toggles', name: 'rights', label: 'Rights', choices: choices(2) },
      { kind: 'people', name: 'people', label: 'People', max: 25 },
    ]
    const filled: Field[] = [
      { kind: 'text', name: 'name', label: 'Name', maxLength: 80, value: 'Alpha' },
      { kind: 'choice', name: 'role', label: 'Role', choices: choices(2), value: 'v1', required: true },
      { kind: 'toggles', name: 'rights', label: 'Rights', choices: choices(10), value: ['v0', 'v9'] },
      {
        kind: 'toggles',
        name: 'many',
        label: 'Many',
        choices: choices(25),
        value: ['v0', 'v24'],
        required: true,
      },
      { kind: 'people', name: 'people', label: 'People', max: 3, value: ['900000000000000101'] },
    ]
    expect(() => accept(form(...empty))).not.toThrow()
    expect(() => accept(form(...filled))).not.toThrow()
  })

  it('shows a paragraph above the fields', () => {
    const shown = {
      ...form({ kind: 'text', name: 'name', label: 'Name', maxLength: 80 }),
      text: 'Think *twice*',
    }
    expect(() => accept(shown)).not.toThrow()
    expect(inputs(shown)[0]).toMatchObject({ type: 10, content: 'Think \\*twice\\*' })
  })

  it('moves the paragraph into the first description when five fields take all places', () => {
    const fields: Field[] = [1, 2, 3, 4, 5].map((n) => ({
      kind: 'text',
      name: `n${n}`,
      label: 'N',
      maxLength: 9,
    }))
    const shown = { ...form(...fields), text: ['Settings of ', { bold: 'Alpha' }] }
    expect(() => accept(shown)).not.toThrow()
    expect(formModal(shown, reader).components[0]).toMatchObject({ description: 'Settings of Alpha' })
    expect(() => formModal({ ...shown, text: 'x'.repeat(101) }, reader)).toThrow(ViewTooLarge)
  })

  it('keeps what was typed when a form is shown again', () => {
    const [name, role, rights, people] = inputs(
      form(
        { kind: 'text', name: 'name', label: 'Name', maxLength: 80, value: 'Alpha' },
        { kind: 'choice', name: 'role', label: 'Role', choices: choices(2), value: 'v1' },
        { kind: 'toggles', name: 'rights', label: 'Rights', choices: choices(2), value: ['v0'] },
        { kind: 'people', name: 'people', label: 'People', max: 3, value: ['42'] },
      ),
    )
    expect(name).toMatchObject({ value: 'Alpha' })
    expect(role).toMatchObject({ options: [{ value: 'v0' }, { value: 'v1', default: true }] })
    expect(rights).toMatchObject({ options: [{ value: 'v0', default: true }, { value: 'v1' }] })
    expect(people).toMatchObject({ default_values: [{ id: '42', type: 'user' }] })
  })

  it('asks by typing for what is searched, since modals have no searching select', () => {
    const found: Field = {
      kind: 'search',
      name: 'team',
      label: 'Team',
      search: 'teams',
      value: { value: '1', label: 'Alpha' },
    }
    expect(() => accept(form(found))).not.toThrow()
    expect(inputs(form(found))).toMatchObject([{ type: 4, value: 'Alpha', required: false }])
  })
})

describe('formValues', () => {
  it.each([
    ['a text', { type: 4, custom_id: 'name', value: 'Alpha' }, { name: 'Alpha' }],
    ['a choice', { type: 3, custom_id: 'role', values: ['admin'] }, { role: 'admin' }],
    ['switches', { type: 22, custom_id: 'rights', values: ['a'] }, { rights: ['a'] }],
    ['many switches', { type: 3, custom_id: 'many[]', values: ['a'] }, { many: ['a'] }],
    ['people', { type: 5, custom_id: 'people', values: ['42', '43'] }, { people: ['42', '43'] }],
  ])('reads %s back under the name of the field', (_what, component, values) => {
    expect(submitted(component)).toEqual(values)
  })

  it.each([
    ['a text', { type: 4, custom_id: 'name', value: '' }],
    ['a choice', { type: 3, custom_id: 'role', values: [] }],
    ['switches', { type: 22, custom_id: 'rights', values: [] }],
    ['people', { type: 5, custom_id: 'people', values: [] }],
  ])('leaves out %s that was left empty', (_what, component) => {
    expect(submitted(component)).toEqual({})
  })
})
