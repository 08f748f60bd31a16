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
