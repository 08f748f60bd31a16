import type { Platform } from '../../sandbox/driver'
import { ACCOUNT_ACTIONS, TEAM_ACTIONS, WORKSPACE_ACTIONS } from '../../src/access'
import { changedTables, type Snapshot, takeSnapshot } from '../hostile/snapshot'
import { until } from '../support/until'
import { attempt, type Deed, TEAM_DEEDS, WORKSPACE_DEEDS } from './matrix-deeds'
import { AT_ONCE, type End, LAST_TEAM_ENDS, TEAM_ENDS, WORKSPACE_ENDS } from './matrix-ends'
import {
  type Cast,
  PLATFORMS,
  type Role,
  setStage,
  setSwitches,
  TEAM_ROLES,
  WORKSPACE_ROLES,
} from './matrix-stage'
import { type Stage, startStage } from './support'

/** Null: the document does not say. */
type Cell = 'yes' | 'no' | null

/** domain.md §2.1 and what derives from it, in a new team: both settings are off (R6). */
const SETTINGS_OFF = {
  //                           owner  admin  member
  'chatbot.view': ['yes', 'yes', 'yes'],
  'chatbot.use': ['yes', 'yes', 'yes'],
  'chatbot.edit, level view': ['yes', 'yes', 'no'],
  'chatbot.edit, level edit': ['yes', 'yes', 'yes'],
  'chatbot.create': ['yes', 'yes', 'no'],
  'document.upload': ['yes', 'yes', 'no'],
  'chatbot.deleteOwn': ['yes', 'yes', 'yes'],
  'chatbot.deleteTeam': ['yes', 'yes', 'no'],
  'member.invite': ['yes', 'yes', 'no'],
  'member.remove': ['yes', 'yes', 'no'],
  'member.changeRole': ['yes', 'yes', 'no'],
  'team.settings': ['yes', 'yes', 'no'],
  'team.billing': ['yes', 'no', 'no'],
  'team.delete': ['yes', 'no', 'no'],
  'team.transfer': ['yes', 'no', 'no'],
  'share directly': ['yes', 'yes', 'no'],
  'file a request': ['no', 'no', 'no'],
  'decide a request': ['yes', 'no', 'no'],
  leave: ['no', 'yes', 'yes'],
} as const satisfies Table<keyof typeof TEAM_DEEDS>

/** The cells that settings decide, with both on. */
const SETTINGS_ON = {
  //                           owner  admin  member
  'chatbot.edit, level view': ['yes', 'yes', 'no'],
  'chatbot.create': ['yes', 'yes', 'yes'],
  'document.upload': ['yes', 'yes', 'yes'],
  'document.upload, documents excluded': [null, null, 'no'],
  'share directly, settings on': ['yes', 'yes', 'no'],
  'file a request': ['no', 'no', 'yes'],
} as const satisfies Table<keyof typeof TEAM_DEEDS>

/** While the team is offered to its admin: only who is offered it answers. */
const OFFERED = {
  //                    owner  admin  member
  'answer a transfer': ['no', 'yes', 'no'],
} as const satisfies Table<keyof typeof TEAM_DEEDS>

/** domain.md §2.2. */
const WORKSPACE = {
  //                     AA     WA     AM     CM     BA    CU
  'account.users': ['yes', 'no', 'no', 'no', 'no', 'no'],
  'account.settings': ['yes', 'no', 'no', 'no', 'no', 'no'],
  'account.workspaces': ['yes', 'no', 'no', 'no', 'no', 'no'],
  'workspace.view': ['yes', 'yes', 'yes', 'yes', 'yes', 'yes'],
  'workspace.users': ['yes', 'yes', 'no', 'no', 'no', 'no'],
  'workspace.users, of another workspace': ['yes', 'no', 'no', 'no', 'no', 'no'],
  'workspace.settings': ['yes', 'yes', 'no', 'no', 'no', 'no'],
  'knowledge.view': ['yes', 'yes', 'yes', 'yes', 'no', 'no'],
  'knowledge.manage': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'source.manage': ['yes', 'yes', 'no', 'yes', 'no', 'no'],
  'agent.view': ['yes', 'yes', 'yes', 'yes', 'no', 'yes'],
  'agent.manage': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'agent.parts': ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'billing.view': ['yes', 'yes', 'no', 'no', 'yes', 'no'],
  'billing.manage': ['yes', 'yes', 'no', 'no', 'yes', 'no'],
  'thread.view': ['yes', 'yes', 'yes', 'yes', 'no', 'yes'],
  'thread.send': ['yes', 'yes', 'yes', 'yes', 'no', 'yes'],
  'thread.delete': ['yes', 'yes', 'no', 'no', 'no', 'no'],
} as const satisfies Table<keyof typeof WORKSPACE_DEEDS>

type Table<Row extends string> = Partial<Record<Row, readonly Cell[]>>

let stage: Stage
let cast: Cast
beforeAll(async () => {
  stage = await startStage()
  cast = await setStage(stage)
})
afterAll(() => stage.close())

/** When somebody was last seen, and how far the messages are that others have caused. */
const MOVING = [
  ...['activity', 'chat_identity', 'outbox', 'posted_card'],
  ...['discord_identify', 'discord_process', 'discord_shard', 'pace', 'sweep_run'],
]

/** Everything that a deed can change, and how many messages are owed because of deeds. */
async function lookAtTables(): Promise<Snapshot> {
  await until(async () => (await stage.query(`SELECT FROM turn WHERE status = 'answering'`)).length === 0)
  const tables = Object.entries(await takeSnapshot(stage.db)).filter(([name]) => !MOVING.includes(name))
  const [owed] = await stage.query(`SELECT count(*) FROM outbox WHERE kind <> 'refresh'`)
  return { ...Object.fromEntries(tables), owed: String(owed?.count) }
}

/** All who may not, at once, between two looks at the tables; then all who may. */
async function tryRow(deed: Deed, row: Readonly<Record<string, Cell>>, on: Platform) {
  const answers: Record<string, Cell> = {}
  const all = (cell: Cell) =>
    Promise.all(
      Object.keys(row)
        .filter((role) => row[role] === cell)
        .map(async (role) => {
          answers[role] = await attempt(cast[role as Role], on, deed)
        }),
    )
  const before = await lookAtTables()
  await all('no')
  const changed = changedTables(before, await lookAtTables())
  await all('yes')
  return { answers, changed }
}

function rowsOf(roles: readonly Role[], deeds: Readonly<Record<string, Deed>>, table: Table<string>) {
  return Object.entries(table).map(([name, cells]) => {
    const deed = deeds[name]
    if (!deed || !cells) throw new Error(`nothing to do for ${name}`)
    const row: [Role, Cell][] = roles.map((role, column) => [role, cells[column] ?? null])
    return { name, deed, row: Object.fromEntries(row.filter(([, cell]) => cell !== null)) }
  })
}

async function holds({ deed, row }: ReturnType<typeof rowsOf>[number], on: Platform): Promise<void> {
  const { answers, changed } = await tryRow(deed, row, on)
  expect(answers).toEqual(row)
  expect(changed).toEqual([])
}

async function carriesOut({ of, role, on, goesOn, changes }: End<string>, deeds: Record<string, Deed>) {
  const deed = deeds[of]
  if (!deed) throw new Error(`nothing to do for ${of}`)
  const before = await takeSnapshot(stage.db)
  expect(await attempt(cast[role], on, deed)).toBe('yes')
  await goesOn(cast[role].on[on])
  expect(changedTables(before, await takeSnapshot(stage.db))).toContain(changes)
}

describe.each(PLATFORMS)('in %s, settings off', (on) => {
  test.each(rowsOf(WORKSPACE_ROLES, WORKSPACE_DEEDS, WORKSPACE))('§2.2 $name', (row) => holds(row, on))
  test.each(rowsOf(TEAM_ROLES, TEAM_DEEDS, SETTINGS_OFF))('§2.1 $name', (row) => holds(row, on))
})

describe('settings on', () => {
  beforeAll(() => setSwitches(cast.owner.on.discord, ['memberChatbotCreation', 'memberDocumentUploads']))
  describe.each(PLATFORMS)('in %s', (on) => {
    test.each(rowsOf(TEAM_ROLES, TEAM_DEEDS, SETTINGS_ON))('§2.1 $name', (row) => holds(row, on))
  })
})

test.each(WORKSPACE_ENDS)('§2.2 $of is carried to its end by $role in $on', (end) =>
  carriesOut(end, WORKSPACE_DEEDS),
)
test.each(TEAM_ENDS)('§2.1 $of is carried to its end by $role in $on', (end) => carriesOut(end, TEAM_DEEDS))
describe.each(PLATFORMS)('in %s, the team offered to its admin', (on) => {
  test.each(rowsOf(TEAM_ROLES, TEAM_DEEDS, OFFERED))('§2.1 $name', (row) => holds(row, on))
})
test.each(LAST_TEAM_ENDS)('§2.1 $of is carried to its end by $role in $on', (end) =>
  carriesOut(end, TEAM_DEEDS),
)

test('every permission has its row, and every row is carried to its end somewhere', () => {
  const permissionsOf = (...tables: object[]) => [
    ...new Set(tables.flatMap((table) => Object.keys(table)).map((row) => row.split(',')[0])),
  ]
  const done = [...WORKSPACE_ENDS, ...TEAM_ENDS, ...LAST_TEAM_ENDS].map(({ of }) => of.split(',')[0])
  const team = permissionsOf(SETTINGS_OFF, SETTINGS_ON, OFFERED)
  const workspace = permissionsOf(WORKSPACE)
  expect(workspace).toEqual([...ACCOUNT_ACTIONS, ...WORKSPACE_ACTIONS])
  expect(team.slice(0, 14)).toEqual(TEAM_ACTIONS.slice(0, 14))
  expect([...done, ...AT_ONCE].sort()).toEqual([...workspace, ...team].sort())
})
