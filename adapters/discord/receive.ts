import {
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIInteraction,
  type APIInteractionGuildMember,
  type APIMessageApplicationCommandInteractionData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js'
import type { ChatSender, GivenFile, Happening, Interaction, MessageMenu } from '../../src/chat'
import { pressOf } from './controls'
import { givenFile } from './files'
import { formValues } from './form'
import { DISCORD, placeOf } from './place'
import { nameOf, wordsOf } from './said'

type Menus = ReadonlyMap<string, MessageMenu>
type Given = APIApplicationCommandInteractionDataOption<InteractionType>

/** What somebody did, or undefined for kinds that this bot offers nowhere. */
export function readInteraction(raw: APIInteraction, menus: Menus): Interaction | undefined {
  const user = raw.member?.user ?? raw.user
  const channelId = raw.channel?.id
  const happening = readHappening(raw, menus)
  if (!user || !channelId || !happening) return undefined
  const files = readFiles(raw)
  return {
    key: raw.id,
    sender: {
      ...sender(user.id, raw.member?.nick ?? user.global_name ?? user.username),
      ...('locale' in raw && { locale: raw.locale }),
      ...(raw.member && { managesTenant: managesGuild(raw.member) }),
    },
    place: placeOf(raw.guild_id, channelId),
    happening,
    ...(files.length > 0 && { files }),
  }
}

export const sender = (userId: string, name: string): ChatSender => ({
  platform: 'discord',
  tenant: DISCORD,
  userId,
  name,
})

const managing = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator

const managesGuild = (member: APIInteractionGuildMember) => (BigInt(member.permissions) & managing) !== 0n

function readHappening(raw: APIInteraction, menus: Menus): Happening | undefined {
  switch (raw.type) {
    case InteractionType.ApplicationCommand: {
      if (raw.data.type === ApplicationCommandType.Message) return chosen(raw.data, menus)
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
      const picked = raw.data.component_type === ComponentType.StringSelect ? raw.data.values[0] : undefined
      return { kind: 'press', press: picked ?? pressOf(raw.data.custom_id) }
    }
    case InteractionType.ModalSubmit:
      return { kind: 'submit', submit: raw.data.custom_id, values: formValues(raw.data.components) }
    default:
      return undefined
  }
}

/** Discord names a menu by its label. */
function chosen(data: APIMessageApplicationCommandInteractionData, menus: Menus): Happening | undefined {
  const message = data.resolved.messages[data.target_id]
  if (!message) return undefined
  const menu = [...menus.values()].find(({ label }) => label === data.name)?.name ?? data.name
  return {
    kind: 'menu',
    menu,
    message: { id: message.id, author: nameOf(message.author), text: wordsOf(message) },
  }
}

/** What was put into options and fields, or is attached to the message of a menu. */
function readFiles(raw: APIInteraction): GivenFile[] {
  return attachments(raw).map((attachment) => givenFile(attachment, raw.guild_id))
}

function attachments(raw: APIInteraction): APIAttachment[] {
  if (raw.type === InteractionType.ModalSubmit) return Object.values(raw.data.resolved?.attachments ?? {})
  if (raw.type !== InteractionType.ApplicationCommand) return []
  const { data } = raw
  if (data.type === ApplicationCommandType.ChatInput) return Object.values(data.resolved?.attachments ?? {})
  if (data.type !== ApplicationCommandType.Message) return []
  return data.resolved.messages[data.target_id]?.attachments ?? []
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
