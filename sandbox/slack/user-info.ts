import type { Json } from './json'
import { userObject } from './people'
import type { Slack } from './state'
import { userOf, workspaceOf } from './workspace'

/** https://docs.slack.dev/reference/methods/openid.connect.userInfo */
export function userInfo(slack: Slack, { teamId, userId }: { teamId: string; userId: string }): Json {
  const workspace = workspaceOf(slack, teamId)
  const user = userOf(workspace, userId)
  const { profile } = userObject(user, slack.clock.now(), { email: true, locale: true })
  const [given_name = '', ...rest] = user.name.split(' ')
  return {
    sub: user.id,
    'https://slack.com/user_id': user.id,
    'https://slack.com/team_id': workspace.teamId,
    'https://slack.com/team_name': workspace.teamName,
    'https://slack.com/team_domain': workspace.domain,
    email: (profile as { email?: string }).email,
    email_verified: user.confirmed,
    name: user.name,
    given_name,
    family_name: rest.join(' '),
    locale: user.locale,
  }
}
