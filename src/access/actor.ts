/** The person who acts, with everything they are at this moment; read anew for every interaction, never cached (R4). */
export interface Actor {
  personId: string
  name: string
  /** The one account in which the chat user stands for the person, where only its Slack's word speaks for that (R22). */
  confinedTo?: string
  /** Accounts in which the person may act here: the connection's account, in a direct message all of theirs (R21). */
  accountRoles: readonly { accountId: string; accountName: string }[]
  workspaceRoles: readonly WorkspaceMembership[]
  teamRoles: readonly TeamMembership[]
}

export type TeamRole = 'owner' | 'admin' | 'member'

export type WorkspaceRole = 'workspaceAdmin' | 'agentManager' | 'contentManager' | 'billingAdmin' | 'chatUser'

export interface WorkspaceMembership {
  accountId: string
  workspaceId: string
  workspaceName: string
  role: WorkspaceRole
  /** Another one after every change, and never again the same; a write repeats it. */
  version: number
}

export interface TeamMembership {
  accountId: string
  workspaceId: string
  teamId: string
  teamName: string
  membershipId: string
  role: TeamRole
  /** Grows with every change; a write repeats it, so that a right that has just ended cannot be used (H1, H10). */
  version: number
  settings: TeamSettings
}

export interface TeamSettings {
  memberChatbotCreation: boolean
  memberDocumentUploads: boolean
}
