import type { Identify } from '../../src/chat'
import type { Log } from '../../src/log'

/** An admin of one team, known without a look into the database. */
export const identifyAdmin: Identify = async ({ place }) => {
  const scope = { accountId: 'a', workspaceId: 'w', teamId: 't' }
  return {
    actor: {
      personId: 'p',
      name: 'Adam',
      accountRoles: [],
      workspaceRoles: [],
      teamRoles: [
        {
          ...scope,
          teamName: 'Team 0',
          membershipId: 'm',
          role: 'admin',
          version: 1,
          settings: { memberChatbotCreation: false, memberDocumentUploads: false },
        },
      ],
    },
    home:
      place.tenant === null
        ? null
        : { connectionId: 'c', accountId: 'a', workspaceId: 'w', defaultTeamId: 't' },
    locale: 'en',
    timeZone: 'UTC',
  }
}

const unexpected = (data: object, message: string) => {
  throw new Error(`${message} ${JSON.stringify(data)}`)
}

export const log = { info: () => {}, warn: unexpected, error: unexpected } as unknown as Log

export const noDrafts = {
  save: async () => {},
  load: async () => null,
}
