import {
  type Answer,
  command,
  type Form,
  type FormValues,
  fix,
  ref,
  refuse,
  say,
  submit,
} from '../../src/chat'

const roles = [
  { value: 'admin', label: 'Admin' },
  { value: 'member', label: 'Member' },
] as const

export const teams = [
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

export const settingsForm = (values: FormValues): Form => ({
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
    if (values.name === 'over') return refuse({ code: 'codeWrong' })
    return say({ title: `Saved ${values.name}` })
  },
})

export const features = [{ commands: [invite], submits: [settings] }]

export const submitted = (form: string, values: FormValues) =>
  ({ kind: 'submit', submit: form, values }) as const
export const pressed = (to: string) => ({ kind: 'press', press: to }) as const

export function formOf(answer: Answer): Form {
  if (!('form' in answer)) throw new Error(`a ${answer.kind} instead of a form`)
  return answer.form
}

export const valuesOf = (answer: Answer) =>
  Object.fromEntries(
    formOf(answer).fields.map((field) => [field.name, 'value' in field ? field.value : undefined]),
  )
