import type { TeamRole, TeamSettings } from './actor'

export const TEAM_ACTIONS = [
  'chatbot.view',
  'chatbot.use',
  'chatbot.edit',
  'chatbot.create',
  'document.upload',
  'chatbot.deleteOwn',
  'chatbot.deleteTeam',
  'member.invite',
  'member.remove',
  'member.changeRole',
  'team.settings',
  'team.billing',
  'team.delete',
  'team.transfer',
  'chatbot.shareDirectly',
  'share.request',
  'share.decide',
  'team.leave',
] as const

export type TeamAction = (typeof TEAM_ACTIONS)[number]

/** Yes, no, while a team setting is on, or only for what was shared with the person at level edit or full. */
export type TeamGrant =
  | 'yes'
  | 'no'
  | keyof TeamSettings
  | 'ifSharedForEditing'
  | 'memberDocumentUploadsAndReachable'

/** domain.md §2.1, row for row; the last four rows are its "derived" paragraph. */
export const TEAM_MATRIX: Record<TeamAction, Record<TeamRole, TeamGrant>> = {
  'chatbot.view': { owner: 'yes', admin: 'yes', member: 'yes' },
  'chatbot.use': { owner: 'yes', admin: 'yes', member: 'yes' },
  'chatbot.edit': { owner: 'yes', admin: 'yes', member: 'ifSharedForEditing' },
  'chatbot.create': { owner: 'yes', admin: 'yes', member: 'memberChatbotCreation' },
  'document.upload': { owner: 'yes', admin: 'yes', member: 'memberDocumentUploadsAndReachable' },
  'chatbot.deleteOwn': { owner: 'yes', admin: 'yes', member: 'yes' },
  'chatbot.deleteTeam': { owner: 'yes', admin: 'yes', member: 'no' },
  'member.invite': { owner: 'yes', admin: 'yes', member: 'no' },
  'member.remove': { owner: 'yes', admin: 'yes', member: 'no' },
  'member.changeRole': { owner: 'yes', admin: 'yes', member: 'no' },
  'team.settings': { owner: 'yes', admin: 'yes', member: 'no' },
  'team.billing': { owner: 'yes', admin: 'no', member: 'no' },
  'team.delete': { owner: 'yes', admin: 'no', member: 'no' },
  'team.transfer': { owner: 'yes', admin: 'no', member: 'no' },
  'chatbot.shareDirectly': { owner: 'yes', admin: 'yes', member: 'no' },
  'share.request': { owner: 'no', admin: 'no', member: 'memberChatbotCreation' },
  'share.decide': { owner: 'yes', admin: 'no', member: 'no' },
  'team.leave': { owner: 'no', admin: 'yes', member: 'yes' },
}
