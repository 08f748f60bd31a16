import type { SeenControl, SeenMessage } from '../driver'
import { flatten, isSelect } from './components'
import { originalName } from './files'
import { attachedTo } from './media'
import { messagePayload } from './message-payload'
import { channelType, componentType, linkButtonStyle, messageFlag } from './protocol'
import type { StoredFile } from './stored-file'
import { displayName, type Reader, readable } from './text'
import type { Channel, Component, Embed, StoredMessage } from './types'

/** A message as one person sees it. */
export function seenMessage(message: StoredMessage, channel: Channel, reader: Reader): SeenMessage {
  const { context } = reader
  const loading = (message.flags & messageFlag.loading) !== 0
  const author = displayName(context, message.authorId, channel.guildId) ?? 'Deleted User'
  const paragraphs = [
    loading ? `${author} is thinking…` : message.content,
    ...message.embeds.flatMap(embedParagraphs),
    ...flatten(message.components).flatMap(componentParagraphs),
    ...attachedFiles(message).map(originalName),
  ]
  return {
    id: message.id,
    channel: channel.id,
    author: message.notice ? 'Discord' : author,
    fromBot: !message.notice && (context.users.get(message.authorId)?.bot ?? false),
    text: paragraphs
      .filter((paragraph) => paragraph !== '')
      .map((paragraph) => readable(paragraph, reader))
      .join('\n'),
    controls: controlsOf(message.components, reader),
    ...listed('files', attachedFiles(message).map(seenFile)),
    ...listed('pictures', picturesOf(message)),
    private: message.seenBy !== undefined,
    pings: message.pings,
    edited: message.editedTimestamp !== null,
    raw: messagePayload(context, message),
  }
}

/** Beside components, only those are shown that a component shows. */
function attachedFiles(message: StoredMessage): StoredFile[] {
  if (!(message.flags & messageFlag.componentsV2)) return message.attachments
  return flatten(message.components).flatMap(({ file }) => (file && attachedTo(message, file)) ?? [])
}

function picturesOf(message: StoredMessage) {
  return flatten(message.components)
    .flatMap(({ items = [] }) => items)
    .flatMap(({ media, description }) => {
      const file = attachedTo(message, media)
      return file ? [{ id: file.id, alt: description ?? '' }] : []
    })
}

const listed = <K extends string, T>(key: K, all: T[]) =>
  (all.length > 0 ? { [key]: all } : {}) as { [key in K]?: T[] }

const seenFile = (file: StoredFile) => ({
  id: file.id,
  name: originalName(file),
  sizeBytes: file.bytes.length,
})

function embedParagraphs(embed: Embed): string[] {
  const stamp = embed.timestamp ? `<t:${Math.floor(Date.parse(embed.timestamp) / 1_000)}:f>` : ''
  return [
    embed.author?.name ?? '',
    embed.title ?? '',
    embed.description ?? '',
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
    embed.footer?.text ?? '',
    stamp,
  ]
}

function componentParagraphs(component: Component): string[] {
  if (component.type === componentType.textDisplay) return [component.content ?? '']
  const isPicture =
    component.type === componentType.thumbnail || component.type === componentType.mediaGallery
  if (!isPicture) return []
  return [component.description ?? '', ...(component.items ?? []).map((item) => item.description ?? '')]
}

/** Buttons, links and menus, in reading order. */
export function controlsOf(components: Component[], reader: Reader): SeenControl[] {
  return flatten(components).flatMap((component) => {
    const label = component.label ?? component.emoji?.name ?? component.placeholder ?? ''
    const disabled = component.disabled ?? false
    const id = component.custom_id ?? component.url ?? ''
    if (component.type === componentType.button)
      return { id, kind: component.style === linkButtonStyle ? 'link' : 'button', label, disabled }
    return isSelect(component)
      ? { id, kind: 'menu', label, disabled, options: choicesOf(component, reader) }
      : []
  })
}

/** What can be chosen: declared options, or people, roles and channels of the guild. */
export function choicesOf(
  component: Component,
  { context, user, guildId }: Reader,
): { value: string; label: string }[] {
  const guild = guildId === undefined ? undefined : context.guilds.get(guildId)
  const people = [...(guild?.members.keys() ?? [user.id])].map((value) => ({
    value,
    label: displayName(context, value, guildId) ?? value,
  }))
  const roles = [...(guild?.roles.values() ?? [])].map((role) => ({ value: role.id, label: role.name }))
  const channels = [...(guild?.channels.values() ?? [])].filter(
    (channel) => channel.type === channelType.text,
  )
  switch (component.type) {
    case componentType.userSelect:
      return people
    case componentType.roleSelect:
      return roles
    case componentType.mentionableSelect:
      return [...people, ...roles]
    case componentType.channelSelect:
      return channels.map((channel) => ({ value: channel.id, label: `#${channel.name}` }))
    default:
      return (component.options ?? []).map(({ value, label }) => ({ value, label }))
  }
}
