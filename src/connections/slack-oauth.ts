import type { ProfileReader } from '../chat'

/** What Slack gives when somebody has added Rolecall to a workspace, or to a whole organisation. */
export interface Installed {
  /** Enterprise id when it is installed for the organisation, else the id of the workspace (B16). */
  tenant: string
  name: string
  botToken: string
  installerUserId: string
  /** Asks Slack with the new token, which nobody else has yet. */
  profiles: ProfileReader
}

/** Slack's side of an installation by OAuth: https://docs.slack.dev/authentication/installing-with-oauth */
export interface SlackOAuth {
  /** Where somebody is asked to allow the app; Slack sends them back with `state`. */
  authorizeUrl(state: string): string
  /** Null when Slack does not know the code, or it is used up. @throws when Slack cannot be asked */
  exchange(code: string): Promise<Installed | null>
}
