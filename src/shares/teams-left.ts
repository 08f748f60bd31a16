import type { Grant } from '../chatbots'
import { type Database, statement } from '../db'

export interface TeamLeft {
  teamId: string
  name: string
}

/** $1 the chatbot, $2 the person. */
const readTeams = statement<TeamLeft>(
  'share.teamsLeft',
  `SELECT t.id AS "teamId", t.name FROM share_grant s
   JOIN team t ON t.id = s.team_id AND t.deleted_at IS NULL
   JOIN membership m ON m.team_id = t.id AND m.person_id = $2 AND m.ended_at IS NULL
   WHERE s.chatbot_id = $1 AND s.ended_at IS NULL ORDER BY lower(t.name), t.id`,
)

/** The teams through which a person has the chatbot also without the share with them alone; none for a team. */
export const readTeamsLeft = async (db: Database, { to }: Grant, chatbotId: string) =>
  to.kind === 'person' ? readTeams(db, [chatbotId, to.personId]) : []
