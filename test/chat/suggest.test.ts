import { type Choice, type Context, command, type Happening, LIMITS, say } from '../../src/chat'
import { createChatStage, identified, nobody } from './stage'

const asked: unknown[][] = []
beforeEach(() => asked.splice(0))

const find = async (...[context, typed, given]: [Context, string, Readonly<Record<string, string>>]) => {
  asked.push([context.actor.name, typed, given])
  return many
}
const many: Choice[] = Array.from({ length: 40 }, (_, index) => ({
  value: String(index),
  label: `${index} ${'x'.repeat(100)}`,
}))

const features = [
  {
    commands: [
      command({
        name: 'team role',
        description: 'Change',
        who: 'anyone',
        options: {
          person: { kind: 'search', description: 'Who', search: find },
          note: { kind: 'text', description: 'Note', maxLength: 10 },
        },
        run: async () => say({ title: 'Done' }),
      }),
    ],
    searches: [
      {
        name: 'teams.find',
        run: async (context: Context, ids: readonly string[], typed: string) => {
          asked.push([context.actor.name, ids, typed])
          return many.slice(0, 1)
        },
      },
    ],
  },
]

const complete = (command: string, option: string): Happening => ({
  kind: 'complete',
  command,
  option,
  typed: 'an',
  words: { team: 'Alpha' },
})
const search = (to: string): Happening => ({ kind: 'search', search: to, typed: 'an' })

const suggestedTo = async (happening: Happening, who = identified) => {
  const { meet } = createChatStage(features, { identify: async () => who })
  const responder = await meet(happening)
  expect(responder.answers).toEqual([])
  return responder.suggested
}

test('an option is completed by its declaration, knowing who asks and what else was typed', async () => {
  await suggestedTo(complete('team role', 'person'))
  expect(asked).toEqual([['Ann', 'an', { team: 'Alpha' }]])
})

test('a field of a form made from a declaration is searched by it', async () => {
  expect(await suggestedTo(search('command:team role:person'))).toHaveLength(LIMITS.choices)
  expect(asked).toEqual([['Ann', 'an', {}]])
})

test('a search field is searched by its handler, with the ids of the field', async () => {
  expect(await suggestedTo(search('teams.find:01J'))).toHaveLength(1)
  expect(asked).toEqual([['Ann', ['01J'], 'an']])
})

test('suggestions are as many and as long as both platforms show', async () => {
  const suggested = (await suggestedTo(complete('team role', 'person'))) ?? []
  expect(suggested).toHaveLength(LIMITS.choices)
  expect(suggested[0]).toEqual({ value: '0', label: `0 ${'x'.repeat(72)}…` })
})

test.each([complete('team role', 'person'), search('teams.find:01J'), search('command:team role:person')])(
  'strangers are suggested nothing, whoever may run the command ($kind)',
  async (happening) => {
    expect(await suggestedTo(happening, nobody)).toEqual([])
    expect(asked).toEqual([])
  },
)

test.each([
  complete('team role', 'note'),
  complete('team role', 'nothing'),
  complete('team role', 'constructor'),
  complete('nothing', 'person'),
  search('nothing'),
  search('command:nothing:person'),
  search('command'),
  search(''),
])('where nothing can be suggested, nothing is (%j)', async (happening) => {
  expect(await suggestedTo(happening)).toEqual([])
})
