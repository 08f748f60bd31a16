import { CannotMirror, type MirrorGroup, type RoleMirror } from '../../src/chat'
import { createRolecall, type Rolecall } from '../support/rolecall'
import { type SeededTeam, seedTeam } from '../support/seed'

/** A platform in memory, on which things happen that no real one does on demand. */
const groups = new Map<string, MirrorGroup>()
let asked: string[] = []
let nextId = 0
let [onRead, onMake] = [async () => {}, async (_id: string) => {}]
let keptAs = (name: string) => name

const memory: RoleMirror = {
  keepsEmpty: true,
  async read() {
    await onRead()
    return { groups: [...groups.values()], members: new Set() }
  },
  async make(_tenant, mark) {
    asked.push('make')
    const id = `G${++nextId}`
    const rest = { userIds: [], active: true, hasRights: false, isRestored: true }
    groups.set(id, { id, name: mark, ...rest })
    await onMake(id)
    return id
  },
  async restore(_tenant, group, [name = '']) {
    asked.push('restore')
    groups.set(group.id, { ...group, name: keptAs(name) })
  },
  async give() {},
  async take() {},
  async remove(_tenant, { id }) {
    asked.push('remove')
    groups.delete(id)
  },
}

let rolecall: Rolecall
let team: SeededTeam
let connectionId = ''
beforeAll(async () => {
  rolecall = await createRolecall(undefined, {}, { roleMirrors: () => memory })
  team = await seedTeam(rolecall)
  const [{ id }] = await rolecall.db.query(`SELECT id FROM connection WHERE platform = 'discord'`)
  connectionId = id
})
afterAll(() => rolecall.close())
beforeEach(async () => {
  ;[onRead, onMake] = [async () => {}, async () => {}]
  keptAs = (name) => name
  await rolecall.db.query('DELETE FROM mirrored_role')
  await rolecall.db.query('DELETE FROM role_mirror')
  groups.clear()
  asked = []
})

async function mirrorTeams() {
  await team.owner.press(`roleSync.ask:${connectionId}`)
  await team.owner.submit({ what: ['teams'] })
}

test('a name that the platform keeps in another way is not written again and again', async () => {
  keptAs = (name) => name.toUpperCase()
  await mirrorTeams()
  await rolecall.sweep()
  const before = asked.length
  await rolecall.sweep()
  await rolecall.sweep()
  expect(asked).toHaveLength(before)
})

test('of two that workers made at once one stays, whoever was first', async () => {
  onMake = async (id) => {
    onMake = async () => {}
    const other = 'made-by-another'
    const group = groups.get(id)
    if (group) groups.set(other, { ...group, id: other, name: `Team ${team.teamName}` })
    await rolecall.db.query('UPDATE mirrored_role SET group_id = $1', [other])
  }
  await mirrorTeams()
  await rolecall.sweep()
  expect([...groups.keys()]).toEqual(['made-by-another'])
})

test('where it is switched off while it fails nothing is noted and nobody told, and it ends', async () => {
  await mirrorTeams()
  onRead = async () => {
    onRead = async () => {}
    await rolecall.db.query('UPDATE role_mirror SET mirrors_teams = false, wishes = wishes + 1')
    throw new CannotMirror('permission')
  }
  await rolecall.sweep()
  expect(await rolecall.db.query('SELECT trouble, claimed_until FROM role_mirror')).toEqual([
    { trouble: null, claimed_until: null },
  ])
})
