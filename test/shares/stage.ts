import type { Answer, Form } from '../../src/chat'
import type { Rolecall, TestUser } from '../support/rolecall'
import { type SeededTeam, seedPerson } from '../support/seed'

export function formOf(answer: Answer): Form {
  if (answer.kind === 'form' || answer.kind === 'fix') return answer.form
  throw new Error(`a form expected, got ${JSON.stringify(answer)}`)
}

/** Another team of the same workspace. */
export async function makeTeam(
  { db }: Rolecall,
  owner: TestUser,
  teamName: string,
): Promise<{ teamId: string; teamName: string }> {
  await owner.command('team create', teamName)
  const [made] = await db.query('SELECT id FROM team WHERE name = $1 ORDER BY id DESC LIMIT 1', [teamName])
  if (!made) throw new Error(`not made: ${JSON.stringify(owner.last)}`)
  return { teamId: made.id, teamName }
}

/** Somebody of the workspace who is in no team; on the platform of the member. */
export async function seedOutsider(rolecall: Rolecall, team: SeededTeam, name = 'Otto') {
  const { platform } = team.member.id
  return seedPerson(rolecall, team, { name, platform })
}

/** Who has it now, and how: `Otto view` or `Alpha 1 edit without`. */
export const accessTo = async ({ db }: Rolecall, chatbotId: string): Promise<string[]> =>
  (
    await db.query(
      `SELECT coalesce(t.name, p.name) AS name, s.level, s.knowledge FROM share_grant s
       LEFT JOIN team t ON t.id = s.team_id LEFT JOIN person p ON p.id = s.person_id
       WHERE s.chatbot_id = $1 AND s.ended_at IS NULL ORDER BY s.granted_at, s.id`,
      [chatbotId],
    )
  ).map(
    ({ name, level, knowledge }: { name: string; level: string; knowledge: boolean }) =>
      `${name} ${level}${knowledge ? '' : ' without'}`,
  )
