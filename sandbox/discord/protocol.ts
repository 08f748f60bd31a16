/** Numbers of the protocol, by their documented names. https://docs.discord.com/developers/topics/opcodes-and-status-codes */
export const opcode = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presenceUpdate: 3,
  voiceStateUpdate: 4,
  resume: 6,
  reconnect: 7,
  requestGuildMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const

export const closeCode = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  sessionTimedOut: 4009,
  invalidShard: 4010,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const

/** https://docs.discord.com/developers/events/gateway#gateway-intents */
export const intent = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type */
export const interactionType = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const callbackType = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  autocomplete: 8,
  modal: 9,
} as const

/** https://docs.discord.com/developers/components/reference#component-object-component-types */
export const componentType = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const

export const linkButtonStyle = 5
export const premiumButtonStyle = 6

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
export const optionType = {
  subcommand: 1,
  subcommandGroup: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const

export const commandType = { chatInput: 1, user: 2, message: 3 } as const

/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const messageFlag = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const channelType = {
  text: 0,
  direct: 1,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
} as const

/** https://docs.discord.com/developers/resources/message#message-object-message-types */
export const messageType = {
  ordinary: 0,
  reply: 19,
  chatInputCommand: 20,
  threadStarter: 21,
  contextMenuCommand: 23,
} as const
