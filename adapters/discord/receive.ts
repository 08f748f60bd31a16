import {
  type APIApplicationCommandInteractionDataOption,
  type APIInteraction,
  type APIInteractionGuildMember,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageType,
  PermissionFlagsBits,
} from 'discord.js'
import type { ChatSender, Happening, Interaction, Place } from '../../src/chat'
import { pressOf } from './controls'
import { formValues } from './form'

/** The tenant of every Discord user: accounts are the same in all servers. */
export const DISCORD = 'discord'

type Given = APIApplicationCommandInteractionDataOption<InteractionType>

/** What somebody did, or undefined for kinds that this bot offers nowhere. */
export function readInteraction(raw: APIInteraction): Interaction | undefined {
  const user = raw.member?.user ?? raw.user
  const channelId = raw.channel?.id
  const happening = readHappening(raw)
  if (!user || !channelId || !happening) return undefined
  return {
    key: raw.id,
    sender: {
      ...sender(user.id, raw.member?.nick ?? user.global_name ?? user.username),
      ...('locale' in raw && { locale: raw.locale }),
      ...(raw.member && { managesTenant: managesGuild(raw.member) }),
    },
    place: place(raw.guild_id, channelId),
    happening,
  }
}

/**
 * A direct message to the bot, or a message that mentions it: both carry their text without the privileged intent.
 * Bots and webhooks are ignored, the bot itself among them (B18).
 * https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function readMessage(
  raw: GatewayMessageCreateDispatchData,
  botUserId: string,
): Interaction | undefined {
  const written = raw.type === MessageType.Default || raw.type === MessageType.Reply
  const addressed = !raw.guild_id || raw.mentions.some(({ id }) => id === botUserId)
  if (!written || !addressed || raw.author.bot || raw.webhook_id) return undefined
  const name = raw.member?.nick ?? raw.author.global_name ?? raw.author.username
  const text = raw.content.replaceAll(new RegExp(`<@!?${botUserId}>`, 'g'), '').trim()
  return {
    key: raw.id,
    sender: sender(raw.author.id, name),
    place: place(raw.guild_id, raw.channel_id),
    happening: { kind: 'message', text },
  }
}

const sender = (userId: string, name: string): ChatSender => ({
  platform: 'discord',
  tenant: DISCORD,
  userId,
  name,
})

/** Commands are registered for servers and the bot's own direct messages only, so no server means direct. */
const place = (guildId: string | undefined, channelId: string): Place => ({
  platform: 'discord',
  tenant: guildId ?? null,
  channelId,
  direct: guildId === undefined,
  shared: false,
})

const managing = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator

const managesGuild = (member: APIInteractionGuildMember) => (BigInt(member.permissions) & managing) !== 0n

function readHappening(raw: APIInteraction): Happening | undefined {
  switch (raw.type) {
    case InteractionType.ApplicationCommand: {
      if (raw.data.type !== ApplicationCommandType.ChatInput) return undefined
      const { command, given } = called(raw.data.name, raw.data.options)
      return { kind: 'command', command, words: { options: words(given) } }
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const { command, given } = called(raw.data.name, raw.data.options)
      const focused = given.find((option) => 'focused' in option && option.focused)
      if (!focused || !('value' in focused)) return undefined
      const others = words(given.filter((option) => option !== focused))
      return { kind: 'complete', command, option: focused.name, typed: String(focused.value), words: others }
    }
    case InteractionType.MessageComponent: {
      const chosen = raw.data.component_type === ComponentType.StringSelect ? raw.data.values[0] : undefined
      return { kind: 'press', press: chosen ?? pressOf(raw.data.custom_id) }
    }
    case InteractionType.ModalSubmit:
      return { kind: 'submit', submit: raw.data.custom_id, values: formValues(raw.data.components) }
    default:
      return undefined
  }
}

function called(name: string, options: readonly Given[] = []): { command: string; given: readonly Given[] } {
  const [first] = options
  if (first?.type !== ApplicationCommandOptionType.Subcommand) return { command: name, given: options }
  return { command: `${name} ${first.name}`, given: first.options ?? [] }
}

function words(given: readonly Given[]): Record<string, string> {
  return Object.fromEntries(
    given.flatMap((option) => ('value' in option ? [[option.name, String(option.value)]] : [])),
  )
}
