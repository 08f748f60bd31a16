import type { DenyReason, TeamRole, TeamSettings, WorkspaceRole } from '../access'
import { bold, slash, type Text, text } from './text'

/** Roles as people read them; always printed with their scope. */
export const ROLE_NAMES: Record<TeamRole | WorkspaceRole | 'accountAdmin', string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  workspaceAdmin: 'Workspace Admin',
  agentManager: 'Agent Manager',
  contentManager: 'Content Manager',
  billingAdmin: 'Billing Admin',
  chatUser: 'Chat User',
  accountAdmin: 'Account Admin',
}

export const SETTING_NAMES: Record<keyof TeamSettings, string> = {
  memberChatbotCreation: 'Members may create chatbots',
  memberDocumentUploads: 'Members may upload documents',
}

const OR = new Intl.ListFormat('en', { type: 'disjunction' })

/** Why the matrix says no, and what would change that. `scope` as it is shown, e.g. "team Alpha". */
export function explainDenial(reason: DenyReason, scope: string): readonly [title: string, hint?: Text] {
  switch (reason.code) {
    case 'notInScope':
      return ['There is no such team here for you', 'You may not be in it any more.']
    case 'roleLacks': {
      const able = reason.allowedRoles.map((role) => ROLE_NAMES[role])
      const enough = reason.scope === 'workspace' ? [...able, ROLE_NAMES.accountAdmin] : able
      return [
        `You may not do this in ${scope}`,
        text`You are ${bold(ROLE_NAMES[reason.role])} of ${scope}; this needs ${bold(OR.format(enough))}. ${slash('whoami')} shows what you may do.`,
      ]
    }
    case 'accountAdminsOnly':
      return [
        `Only account admins may do this in ${scope}`,
        text`${slash(`why ${reason.action}`)} names them.`,
      ]
    case 'settingOff':
      return [
        `This is switched off for members of ${scope}`,
        text`The setting ${bold(SETTING_NAMES[reason.setting])} is off. An owner or admin can turn it on in ${slash('team settings')}.`,
      ]
    case 'notSharedForEditing':
      return ['This chatbot is not shared with you for editing', 'Ask its owner for the level edit or full.']
    case 'notReachable':
      return [
        'You cannot reach this chatbot’s documents',
        'Ask its owner to share it with its knowledge base.',
      ]
    case 'ownerMustTransfer':
      return [
        'The owner cannot leave',
        text`${scope} always has exactly one owner. Transfer it first, with ${slash('team transfer')}.`,
      ]
  }
}
