import { accountDeeds } from './accounts'
import { baseDeeds, chatbotDeeds, shareDeeds } from './chatbots'
import { invitationDeeds } from './invitations'
import { requestDeeds } from './requests'
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
