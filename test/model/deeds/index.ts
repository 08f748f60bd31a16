import { accountDeeds } from './accounts'
import { baseDeeds } from './bases'
import { chatbotDeeds } from './chatbots'
import { invitationDeeds } from './invitations'
import { requestDeeds } from './requests'
import { shareDeeds } from './shares'
import { teamDeeds } from './teams'
import { transferDeeds } from './transfers'
import { workspaceDeeds } from './workspaces'

/** Everything that people do to each other's places and things. */
export const DEEDS = {
  ...teamDeeds,
  ...workspaceDeeds,
  ...accountDeeds,
  ...invitationDeeds,
  ...chatbotDeeds,
  ...shareDeeds,
  ...requestDeeds,
  ...transferDeeds,
  ...baseDeeds,
}
