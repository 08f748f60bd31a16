import type { Platform } from '../../src/chat'
import type { Rolecall, TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson, seedTeam } from '../support/seed'
import { makeAccountAdmin, type Someone, seedUser } from '../workspaces/stage'

export const ROLES = ['AA', 'WA', 'AM', 'CM', 'BA', 'CU'] as const
export type Role = (typeof ROLES)[number]

const HELD = {
  WA: ['Wanda', 'workspaceAdmin'],
  AM: ['Amos', 'agentManager'],
  CM: ['Cora', 'contentManager'],
  BA: ['Bill', 'billingAdmin'],
  CU: ['Chad', 'chatUser'],
} as const

export interface Stage extends SeededTeam {
  people: Readonly<Record<Role, Someone>>
}

/** A workspace with somebody in each role, none of them in a team; the account admin has no role in it. */
export async function setStage(
  rolecall: Rolecall,
  platformOf: (role: Role) => Platform = () => 'slack',
): Promise<Stage> {
  const team = await seedTeam(rolecall)
  const admin = await seedPerson(rolecall, team, { name: 'Axel', platform: platformOf('AA') })
  await makeAccountAdmin(rolecall, team, admin.personId)
  await rolecall.db.query('DELETE FROM workspace_user WHERE person_id = $1', [admin.personId])
  const user = (role: keyof typeof HELD) =>
    seedUser(rolecall, team, HELD[role][0], platformOf(role), HELD[role][1])
  const people = {
    ...{ AA: admin, WA: await user('WA'), AM: await user('AM') },
    ...{ CM: await user('CM'), BA: await user('BA'), CU: await user('CU') },
  }
  return { ...team, people }
}

/** Who manages is on one platform, who uses on the other. */
export const acrossPlatforms =
  (swapped: boolean) =>
  (role: Role): Platform =>
    ['CM', 'CU'].includes(role) === swapped ? 'slack' : 'discord'

interface Made {
  name?: string
  description?: string
  instructions?: string
  switches?: string[]
}

/** Makes an agent through the form; resolves to its id. */
export async function makeAgent(
  { db }: Rolecall,
  { workspaceId }: Pick<SeededTeam, 'workspaceId'>,
  maker: TestUser,
  { name = 'Front desk', description = '', instructions = 'Be kind.', switches = [] }: Made = {},
): Promise<string> {
  const values = { name, description, instructions, keep: 'forGood', switches }
  await maker.does({ kind: 'submit', submit: `agents.create:${workspaceId}`, values })
  const [made] = await db.query(
    'SELECT id FROM chatbot WHERE workspace_id = $1 AND owner_id IS NULL AND name = $2 ORDER BY id DESC LIMIT 1',
    [workspaceId, name],
  )
  if (!made) throw new Error(`not made: ${JSON.stringify(maker.last)}`)
  return made.id
}
