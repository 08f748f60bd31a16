import type { Command, CommandWords, Platform } from '../../src/chat'
import { declaredCommands } from '../../src/declared-commands'
import { mayWrite } from './legitimate'
import { complaintsAboutAll } from './polite'
import { PLATFORM, type Scene, setScene, WHO, type Who } from './scene'
import { watchTables } from './snapshot'
import { validValues } from './valid'
import { HOSTILE_WORDS } from './values'

type Given = Readonly<Record<string, string>>

/** Slack hands over a line, Discord values by name. */
const WAYS: Readonly<Record<Platform, (given: Given) => CommandWords>> = {
  slack: (given) => ({
    line: Object.entries(given)
      .map(([name, value]) => `${name}:"${value}"`)
      .join(' '),
  }),
  discord: (options) => ({ options }),
}

const commands = [...declaredCommands().commands.values()]
const everybody = commands.flatMap((command) => WHO.map((who) => ({ command, name: command.name, who })))

describe('what nobody may mean', () => {
  const { scene } = ownScene()
  let changedTables: () => Promise<string[]>
  beforeAll(async () => {
    changedTables = await watchTables(scene().rolecall.db)
  })

  test.each(everybody)(
    'R21 B8 /$name refuses it to the $who clearly and privately, and changes nothing',
    async ({ command, who }) => {
      const complaints = await complaintsOf(scene(), command, who, false)
      const changed = await changedTables()
      expect(complaints).toEqual([])
      expect(changed).toEqual([])
    },
  )
})

describe('odd words that are somebody’s own business', () => {
  const { scene } = ownScene()

  test.each(everybody)(
    'B8 B13 /$name takes them from the $who and answers clearly and privately',
    async ({ command, who }) => {
      expect(await complaintsOf(scene(), command, who, true)).toEqual([])
    },
  )
})

/** Types every hostile value into every option, the others being good; only such cases as may write, or may not. */
async function complaintsOf(scene: Scene, command: Command, who: Who, writing: boolean): Promise<string[]> {
  const valid = await validValues(scene, command)
  const cases = Object.keys(command.options).flatMap((option) => {
    const { [option]: _replaced, ...others } = valid
    const hostile = Object.entries(HOSTILE_WORDS).concat(foreignIds(scene))
    const typed = hostile.map(
      ([what, value]) => [`${option} is ${what}`, { ...others, [option]: value }] as const,
    )
    return [...typed, [`${option} is missing`, others] as const]
  })
  const happenings = cases
    .filter(([, given]) => mayWrite(command.name, given, who) === writing)
    .flatMap(([what, given]) =>
      platformsOf(who).map((platform) => ({
        what: `${platform}, ${what}`,
        user: scene.people[who][platform],
        happening: { kind: 'command', command: command.name, words: WAYS[platform](given) } as const,
      })),
    )
  return complaintsAboutAll(scene, happenings, writing ? 1 : 8)
}

/** What platforms hand over is read before anybody is asked who they are: it is enough that one person uses both. */
const platformsOf = (who: Who): readonly Platform[] =>
  who === 'owner' ? ['slack', 'discord'] : [PLATFORM[who]]

const foreignIds = ({ theirIds }: Scene) =>
  Object.entries(theirIds).flatMap(([kind, [id]]) =>
    id ? [[`a foreign ${kind} id`, id] as [string, string]] : [],
  )

/** A scene for the tests around it alone: odd names that have been given would be good names elsewhere. */
function ownScene() {
  let scene: Scene
  beforeAll(async () => {
    scene = await setScene()
  }, 60_000)
  afterAll(() => scene.rolecall.close())
  return { scene: () => scene }
}
