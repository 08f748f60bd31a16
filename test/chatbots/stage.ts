import type { Rolecall, TestUser } from '../support/rolecall'
import type { SeededTeam } from '../support/seed'

/** Either direction: owner and admin on one platform, the member on the other. */
export const BOTH_WAYS = [
  ['owner in Slack, member in Discord', false],
  ['owner in Discord, member in Slack', true],
] as const

interface Made {
  name?: string
  description?: string
  instructions?: string
  /** Shares with the team at once. */
  level?: 'view' | 'edit' | 'full'
  knowledge?: boolean
}

/** Makes a chatbot through the form, as its maker would; resolves to its id. */
export async function makeChatbot(
  { db }: Rolecall,
  maker: TestUser,
  { name = 'Helper', description = '', instructions = '', level, knowledge = true }: Made = {},
): Promise<string> {
  await maker.command('chatbot create')
  await maker.submit({
    ...{ name, description, instructions },
    ...(level && { level, knowledge: knowledge ? ['knowledge'] : [] }),
  })
  const [made] = await db.query('SELECT id FROM chatbot WHERE name = $1 ORDER BY id DESC LIMIT 1', [name])
  if (!made) throw new Error(`not made: ${JSON.stringify(maker.last)}`)
  return made.id
}

/** Turns the two settings for members on or off, by the team's own form. */
export async function setTeam({ owner, teamName }: SeededTeam, ...switches: string[]): Promise<void> {
  await owner.command('team settings')
  await owner.submit({ name: teamName, switches })
}

export interface Kept {
  name: string
  instructions: string
  status: string
  version: number
  deleted: boolean
}

/** What the database holds of a chatbot. */
export async function readChatbot({ db }: Rolecall, id: string): Promise<Kept> {
  const [row] = await db.query(
    'SELECT name, instructions, status, version, deleted_at IS NOT NULL AS deleted FROM chatbot WHERE id = $1',
    [id],
  )
  return row
}

export const auditedOf = async ({ db }: Rolecall, id: string): Promise<string[]> =>
  (await db.query('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id', [id])).map(
    (row: { action: string }) => row.action,
  )

export const liveGrants = ({ db }: Rolecall, id: string): Promise<{ level: string; knowledge: boolean }[]> =>
  db.query('SELECT level, knowledge FROM share_grant WHERE chatbot_id = $1 AND ended_at IS NULL', [id])
