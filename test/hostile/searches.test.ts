import type { Choice, Happening } from '../../src/chat'
import { declaredCommands } from '../../src/declared-commands'
import { sideBySide } from '../../src/side-by-side'
import type { TestUser } from '../support/rolecall'
import { FOREIGN, type Ids, PLATFORM, type Scene, setScene, WHO } from './scene'
import { suggestionsFor } from './valid'
import { HOSTILE_IDS, HOSTILE_WORDS } from './values'

const { commands, searches } = declaredCommands()
const searched = [...commands.values()].flatMap((command) =>
  Object.entries(command.options).flatMap(([option, { kind, ...rest }]) =>
    kind === 'search' && 'search' in rest ? [{ command: command.name, option, search: rest.search }] : [],
  ),
)
/** Many commands have one and the same option: what anybody may type is tried with the first, foreign ids with all. */
const options = searched.map(({ command, option, search }) => {
  const first = searched.find((each) => each.search === search)
  return { command, option, first: first?.command === command }
})
/** An admin is let in by the same rules as the owner. */
const ASKERS = WHO.filter((who) => who !== 'admin')

let scene: Scene
beforeAll(async () => {
  scene = await setScene()
}, 60_000)
afterAll(() => scene.rolecall.close())

interface Searched {
  command: string
  option: string
  first: boolean
}

/** Everything that may be typed, also with every other option named by an id of the other account. */
function askings({ command, option, first }: Searched): Happening[] {
  const { theirIds } = scene
  const words = { team: theirIds.team?.[0] ?? '', person: theirIds.person?.[0] ?? '' }
  const foreign = [...Object.values(theirIds).flatMap(([id = '']) => id), FOREIGN, 'a', 'o', '@', '']
  const named = foreign.map((typed): Happening => ({ kind: 'complete', command, option, typed, words }))
  if (!first) return named
  return [
    ...named,
    ...[...Object.values(HOSTILE_WORDS), ...foreign].map(
      (typed): Happening => ({ kind: 'complete', command, option, typed, words: {} }),
    ),
    ...foreign.map((typed): Happening => ({ kind: 'search', search: `command:${command}:${option}`, typed })),
  ]
}

const isFit = ({ value, label }: Choice) => label !== '' && label.length <= 75 && value.length <= 100
const idsIn = (told: string, ids: Ids) =>
  Object.values(ids)
    .flat()
    .filter((id) => told.includes(id))

describe.each(options)('/$command, typing its $option', (searched) => {
  test.each(ASKERS)(
    'R21 R22 tells the %s nothing of another account, and strangers nothing at all',
    async (who) => {
      await sideBySide(askings(searched), 8, async (asking) => {
        const choices = await suggestionsFor(scene, asking, scene.people[who][PLATFORM[who]])
        const told = JSON.stringify(choices)
        const found = {
          asking,
          unfit: choices.filter((choice) => !isFit(choice)),
          ids: idsIn(told, scene.theirIds),
        }
        expect(found).toEqual({ asking, unfit: [], ids: [] })
        expect(choices.length).toBeLessThanOrEqual(who === 'stranger' ? 0 : 25)
        expect(told.toLowerCase()).not.toContain(FOREIGN)
      })
    },
  )

  test('R21 tells somebody of another account nothing of this one', async () => {
    const { theirs, ours, ourIds } = scene
    const { command, option, first } = searched
    const named = first ? [{}, { team: ours.teamName }, { team: ours.teamId }] : [{ team: ours.teamId }]
    const askers = [theirs.owner, theirs.member, elsewhere(theirs.owner)]
    const all = ['', ours.teamName, ...Object.values(ourIds).flatMap(([id = '']) => id)].flatMap((typed) =>
      named.flatMap((words) => askers.map((user) => ({ typed, words, user }))),
    )
    await sideBySide(all, 8, async ({ typed, words, user }) => {
      const asking = { kind: 'complete', command, option, typed, words } as const
      const told = JSON.stringify(await suggestionsFor(scene, asking, user))
      expect(told).not.toContain(ours.teamName)
      expect(idsIn(told, ourIds)).toEqual([])
    })
  })
})

/** It suggests what the person has, whatever ids come with it. */
const ABOUT_NOTHING = 'answers.chatbots'

test('what is no search suggests nothing, whatever it is called', async () => {
  const { slack } = scene.people.owner
  const names = ['', 'no.such', '__proto__', 'constructor', 'command', ...searches.keys()].filter(
    (name) => name !== ABOUT_NOTHING,
  )
  for (const name of names)
    for (const ids of Object.values(HOSTILE_IDS))
      expect(
        await suggestionsFor(scene, { kind: 'search', search: [name, ...ids].join(':'), typed: 'a' }, slack),
      ).toEqual([])
  for (const option of ['__proto__', 'constructor', 'name', ''])
    for (const command of ['team create', '__proto__', ''])
      expect(
        await suggestionsFor(scene, { kind: 'complete', command, option, typed: 'a', words: {} }, slack),
      ).toEqual([])
})

/** The same person, speaking in our Slack workspace, where nobody has linked them. */
const elsewhere = (user: TestUser) => user.in(scene.ours.slackTenant)
