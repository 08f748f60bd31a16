import { newId } from '../../src/db'
import { declaredCommands } from '../../src/declared-commands'
import { complaintsAbout, wordsIn } from './polite'
import { PLATFORM, type Scene, setScene, WHO } from './scene'
import { changedTables, type Snapshot, takeSnapshot } from './snapshot'
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
let before: Snapshot
beforeAll(async () => {
  scene = await setScene()
  before = await takeSnapshot(scene.rolecall.db)
})
afterAll(() => scene.rolecall.close())

async function changedSince(): Promise<string[]> {
  const after = await takeSnapshot(scene.rolecall.db)
  const changed = changedTables(before, after)
  before = after
  return changed
}

test.each(everybody)('R21 B3 B8 "%s" by the %s takes no harm from any ids', async (press, who) => {
  const user = scene.people[who][PLATFORM[who]]
  const complaints: string[] = []
  const own = Object.entries(scene.ourIds).filter(([kind]) => kind !== SUBJECTS[press])
  for (const [what, ids] of [...Object.entries(HOSTILE_IDS), ...own]) {
    const [id = '', ...others] = ids
    const asRole = Object.hasOwn(HOSTILE_IDS, what) ? others : ['admin']
    const happening = { kind: 'press', press: [press, id, ...asRole].join(':') } as const
    const found = await complaintsAbout(scene, user, happening)
    complaints.push(...found.map((complaint) => `${what}: ${complaint}`))
  }
  const changed = await changedSince()
  expect(complaints).toEqual([])
  expect(GIVES_CODE.includes(press) ? [] : changed).toEqual([])
})

test.each(everybody)(
  'R21 B3 B8 "%s" by the %s takes no harm from a foreign id, nor tells it from one that never was',
  async (press, who) => {
    const user = scene.people[who][PLATFORM[who]]
    const complaints: string[] = []
    const answerTo = async (id: string) => {
      const happening = { kind: 'press', press: [press, id, 'admin'].join(':') } as const
      complaints.push(...(await complaintsAbout(scene, user, happening)))
      return wordsIn(user.last).map((words) => words.replaceAll(id, 'ID').replace(ONE_TIME_CODE, 'CODE'))
    }
    const unknown = await answerTo(newId(0))
    for (const id of Object.values(scene.theirIds).flat()) expect(await answerTo(id)).toEqual(unknown)
    const changed = await changedSince()
    expect(complaints).toEqual([])
    expect(GIVES_CODE.includes(press) ? [] : changed).toEqual([])
  },
)
