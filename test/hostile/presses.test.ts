import { newId } from '../../src/db'
import { declaredCommands } from '../../src/declared-commands'
import { attempt, complaintsAboutAll } from './polite'
import { PLATFORM, type Scene, setScene, WHO } from './scene'
import { watchTables } from './snapshot'
import { HOSTILE_IDS } from './values'

/** What each press that writes is about: with an id of another kind it must not write. */
const SUBJECTS: Readonly<Record<string, string>> = {
  'teams.role': 'membership',
  'teams.remove': 'membership',
  'teams.leave': 'team',
  'invites.resend': 'invitation',
  'invites.cancel': 'invitation',
  'connections.end': 'connection',
  'people.unlinkIdentity': 'identity',
  'chatbots.duplicate': 'chatbot',
  'agents.duplicate': 'chatbot',
  'knowledge.remove': 'document',
  'requests.approveAsAsked': 'request',
  'requests.withdraw': 'request',
  'transfers.accept': 'transfer',
  'transfers.decline': 'transfer',
  'transfers.cancel': 'transfer',
  'threads.delete': 'conversation',
  'conversations.delete': 'conversation',
  'agents.leaveChannel': 'agentChannel',
}
/** Both give a code, whatever ids come with them. */
const GIVES_CODE = ['connections.connect', 'command:link']

const ONE_TIME_CODE = /[0-9A-Z]{5}-[0-9A-Z]{5}/

const presses = [...declaredCommands().presses.keys(), 'form.edit', 'command', 'command:link', 'no.such', '']
/** An admin is let in by the same rules as the owner. */
const everybody = presses.flatMap((press) =>
  WHO.filter((who) => who !== 'admin').map((who) => [press, who] as const),
)

let scene: Scene
let changedTables: () => Promise<string[]>
beforeAll(async () => {
  scene = await setScene()
  changedTables = await watchTables(scene.rolecall.db)
}, 60_000)
afterAll(() => scene.rolecall.close())

test.each(everybody)('R21 B3 B8 "%s" by the %s takes no harm from any ids', async (press, who) => {
  const user = scene.people[who][PLATFORM[who]]
  const own = Object.entries(scene.ourIds).filter(([kind]) => kind !== SUBJECTS[press])
  const cases = [...Object.entries(HOSTILE_IDS), ...own].map(([what, ids]) => {
    const [id = '', ...others] = ids
    const asRole = Object.hasOwn(HOSTILE_IDS, what) ? others : ['admin']
    return { what, user, happening: { kind: 'press', press: [press, id, ...asRole].join(':') } as const }
  })
  const complaints = await complaintsAboutAll(scene, cases)
  const changed = await changedTables()
  expect(complaints).toEqual([])
  expect(GIVES_CODE.includes(press) ? [] : changed).toEqual([])
})

test.each(everybody)(
  'R21 B3 B8 "%s" by the %s takes no harm from a foreign id, nor tells it from one that never was',
  async (press, who) => {
    const user = scene.people[who][PLATFORM[who]]
    const answerTo = async (id: string) => {
      const happening = { kind: 'press', press: [press, id, 'admin'].join(':') } as const
      const { said, complaints } = await attempt(scene, user, happening)
      const words = said.map((each) => each.replaceAll(id, 'ID').replace(ONE_TIME_CODE, 'CODE'))
      return { id, words, complaints }
    }
    const { words } = await answerTo(newId(0))
    const answers = await Promise.all(Object.values(scene.theirIds).flat().map(answerTo))
    const changed = await changedTables()
    expect(answers).toEqual(answers.map(({ id }) => ({ id, words, complaints: [] })))
    expect(GIVES_CODE.includes(press) ? [] : changed).toEqual([])
  },
)
