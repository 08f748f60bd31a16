import { command, createRegistry, type Feature, press, say, submit } from '../../src/chat'

const done = async () => say({ title: 'Done' })

const teams: Feature = {
  commands: [command({ name: 'team leave', description: 'Leave', options: {}, run: done })],
  presses: [press({ name: 'teams.leave', run: done })],
  submits: [submit({ name: 'teams.save', form: async () => ({ ...form }), run: done })],
  searches: [{ name: 'teams.find', run: async () => [] }],
}
const form = { submit: 'teams.save', title: 'Save', submitLabel: 'Save', fields: [] }

test('what features declare is found by name', () => {
  const registry = createRegistry([teams, {}])
  expect(registry.commands.get('team leave')).toMatchObject({ who: 'known', first: 'reply' })
  expect(registry.presses.get('teams.leave')).toMatchObject({ who: 'known', first: 'reply' })
  expect(registry.submits.get('teams.save')).toMatchObject({ who: 'known' })
  expect(registry.searches.has('teams.find')).toBe(true)
})

test.each([
  ['commands', 'team leave'],
  ['presses', 'teams.leave'],
  ['submits', 'teams.save'],
  ['searches', 'teams.find'],
] as const)('two features with the same name among their %s stop the start', (kind, name) => {
  expect(() => createRegistry([teams, { [kind]: teams[kind] }])).toThrow(`"${name}" is declared twice`)
})

describe('a command that does not fit both platforms stops the start', () => {
  const declared = (parts: {
    description?: string
    options?: number
    choices?: number
    optionDescription?: string
  }) => {
    const { description = 'Do', options = 1, choices = 1, optionDescription = 'What' } = parts
    const choice = (index: number) => ({ value: `v${index}`, label: `V${index}` })
    const option = {
      kind: 'choice',
      description: optionDescription,
      choices: Array.from({ length: choices }, (_, index) => choice(index)),
    } as const
    const all = Object.fromEntries(Array.from({ length: options }, (_, index) => [`o${index}`, option]))
    return () =>
      createRegistry([{ commands: [command({ name: 'do', description, options: all, run: done })] }])
  }

  test.each([
    ['description', 100, (size: number) => declared({ description: 'x'.repeat(size) })],
    ['options', 5, (size: number) => declared({ options: size })],
    ['choices', 25, (size: number) => declared({ choices: size })],
    ['description', 100, (size: number) => declared({ optionDescription: 'x'.repeat(size) })],
  ])('%s: %i fit, one more does not', (part, limit, make) => {
    expect(make(limit)).not.toThrow()
    expect(make(limit + 1)).toThrow(part)
  })
})
