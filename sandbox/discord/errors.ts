/**
 * Errors in Discord's form: an HTTP status, a JSON error code, and for 50035 the fields.
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
export class DiscordError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: unknown,
  ) {
    super(message)
  }
}

const table = {
  general: [404, 0, '404: Not Found'],
  unauthorized: [401, 0, '401: Unauthorized'],
  unknownApplication: [404, 10_002, 'Unknown Application'],
  unknownChannel: [404, 10_003, 'Unknown Channel'],
  unknownGuild: [404, 10_004, 'Unknown Guild'],
  unknownMember: [404, 10_007, 'Unknown Member'],
  unknownMessage: [404, 10_008, 'Unknown Message'],
  unknownRole: [404, 10_011, 'Unknown Role'],
  unknownUser: [404, 10_013, 'Unknown User'],
  unknownWebhook: [404, 10_015, 'Unknown Webhook'],
  unknownInteraction: [404, 10_062, 'Unknown interaction'],
  unknownCommand: [404, 10_063, 'Unknown application command'],
  alreadyAcknowledged: [400, 40_060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50_001, 'Missing Access'],
  cannotEditOthersMessage: [403, 50_005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50_006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50_007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50_013, 'Missing Permissions'],
  invalidRole: [400, 50_028, 'Invalid Role'],
  invalidWebhookToken: [401, 50_027, 'Invalid Webhook Token'],
  archivedThread: [
    400,
    50_083,
    'Tried to perform an operation on an archived thread, such as editing a message or adding a user to the thread',
  ],
  wrongChannelType: [400, 50_024, 'Cannot execute action on this channel type'],
  tooManyRoles: [400, 30_005, 'Maximum number of server roles reached (250)'],
  tooManyCommands: [400, 30_032, 'Maximum number of application commands reached'],
  cannotReplyUnread: [403, 160_002, 'Cannot reply without permission to read message history'],
  lockedThread: [403, 160_005, 'Thread is locked'],
  threadExists: [400, 160_004, 'A thread has already been created for this message'],
  requestTooLarge: [413, 40_005, 'Request entity too large'],
} as const satisfies Record<string, readonly [number, number, string]>

export function discordError(name: keyof typeof table): DiscordError {
  const [status, code, message] = table[name]
  return new DiscordError(status, code, message)
}

export type Path = readonly (string | number)[]
type Fields = { [key: string]: Fields | { code: string; message: string }[] }

/** Collects what is wrong with a request body, by field, as error 50035 shows it. https://docs.discord.com/developers/reference#error-messages */
export class FormErrors {
  private readonly fields: Fields = {}
  private count = 0

  add(path: Path, code: string, message: string): void {
    let fields = this.fields
    for (const key of path) {
      const inner = fields[key]
      if (inner === undefined || Array.isArray(inner)) fields[key] = {}
      fields = fields[key] as Fields
    }
    const known = fields._errors
    fields._errors = [...(Array.isArray(known) ? known : []), { code, message }]
    this.count += 1
  }

  throwIfAny(): void {
    if (this.count > 0) throw new DiscordError(400, 50_035, 'Invalid Form Body', this.fields)
  }
}
