/** The people and places of the sandbox: who they are on each platform, and what the platform knows of their address. */
export interface WorldPerson {
  /** Slack user id, where the person has one there. */
  slack?: string
  /** Discord user id (a snowflake), where the person has one there. */
  discord?: string
  name: string
  email: string
  /** Whether Slack says that the address is confirmed. */
  confirmed: boolean
  locale: string
  timeZone: string
  /** Guests and Slack Connect strangers, for whom the bot has only a polite refusal. */
  guest?: boolean
  stranger?: boolean
}

export const world = {
  slack: {
    teamId: 'T0ACME001',
    teamName: 'Acme',
    appId: 'A0ROLECALL',
    botUserId: 'U0ROLECALL',
    botId: 'B0ROLECALL',
    general: 'C0GENERAL',
    projects: 'C0PROJECTS',
  },
  discord: {
    guildId: '900000000000000001',
    guildName: 'Acme builders',
    applicationId: '900000000000000002',
    botUserId: '900000000000000002',
    general: '900000000000000010',
    projects: '900000000000000011',
  },
  people: [
    {
      name: 'Olivia Owner',
      slack: 'U0OLIVIA',
      discord: '900000000000000101',
      email: 'olivia@acme.test',
      confirmed: true,
      locale: 'en-GB',
      timeZone: 'Europe/London',
    },
    {
      name: 'Adam Admin',
      slack: 'U0ADAM',
      discord: '900000000000000102',
      email: 'adam@acme.test',
      confirmed: true,
      locale: 'en-US',
      timeZone: 'America/New_York',
    },
    {
      name: 'Maya Member',
      slack: 'U0MAYA',
      discord: '900000000000000103',
      email: 'maya@builders.test',
      confirmed: true,
      locale: 'de',
      timeZone: 'Europe/Berlin',
    },
    {
      name: 'Sam Stranger',
      slack: 'U0SAM',
      discord: '900000000000000104',
      email: 'sam@elsewhere.test',
      confirmed: false,
      locale: 'en-US',
      timeZone: 'Asia/Tokyo',
    },
    {
      name: 'Gus Guest',
      slack: 'U0GUS',
      email: 'gus@guest.test',
      confirmed: true,
      guest: true,
      locale: 'en-US',
      timeZone: 'Etc/UTC',
    },
    {
      name: 'Connie Connect',
      slack: 'U0CONNIE',
      email: 'connie@partner.test',
      confirmed: true,
      stranger: true,
      locale: 'en-US',
      timeZone: 'Etc/UTC',
    },
  ] satisfies WorldPerson[],
} as const
