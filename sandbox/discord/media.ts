import { walk } from './components'
import type { Context } from './context'
import { FormErrors, type Path } from './errors'
import { attachmentPayload } from './files'
import { componentType } from './protocol'
import type { StoredFile } from './stored-file'
import type { Component, Media, MessageRequest, StoredMessage } from './types'

const scheme = 'attachment://'

/**
 * Refuses what is announced but not sent, and components that show what the message will not have.
 * https://docs.discord.com/developers/reference#uploading-files
 * https://docs.discord.com/developers/components/reference#unfurled-media-item
 */
export function checkAttached(
  { attachments, components }: MessageRequest,
  { sent, kept, at = [] }: { sent: StoredFile[]; kept: StoredFile[]; at?: Path | undefined },
): void {
  const errors = new FormErrors()
  const placeholders = new Set(sent.map((_, index) => String(index)))
  for (const [index, { id }] of (attachments ?? []).entries())
    if (!placeholders.has(String(id)) && !kept.some((file) => file.id === String(id)))
      errors.add([...at, 'attachments', index], 'ATTACHMENT_NOT_FOUND', `Attachment data ${id} not found`)
  const names = new Set([...kept, ...sent].map(({ filename }) => filename))
  walk(components ?? [], (component, path) => {
    for (const { url } of mediaOf(component))
      if (url.startsWith(scheme) && !names.has(url.slice(scheme.length)))
        errors.add(
          [...at, ...path],
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          `The referenced attachment ${url.slice(scheme.length)} was not found`,
        )
    if (component.file && !component.file.url.startsWith(scheme))
      errors.add(
        [...at, ...path, 'file', 'url'],
        'URL_TYPE_INVALID_SCHEME',
        "Scheme must be one of ('attachment',).",
      )
  })
  errors.throwIfAny()
}

const mediaOf = ({ media, file, items = [] }: Component): Media[] =>
  [media, file, ...items.map((item) => item.media)].filter((each) => each !== undefined)

/** What a component shows that is attached to its message. */
export function attachedTo(message: StoredMessage, { url }: Media): StoredFile | undefined {
  return message.attachments.find(({ filename }) => url === scheme + filename)
}

/** The components of a message with the addresses of what they show. */
export const shownComponents = (context: Context, message: StoredMessage): Component[] =>
  message.components.map((component) => shown(context, message, component))

function shown(context: Context, message: StoredMessage, component: Component): Component {
  const resolve = (media: Media): Media => {
    const file = attachedTo(message, media)
    if (!file) return media
    const { id, url, proxy_url, content_type } = attachmentPayload(context, file)
    return { ...media, attachment_id: String(id), url: String(url), proxy_url, content_type }
  }
  const { components, accessory, media, file, items } = component
  const attached = component.type === componentType.file && file && attachedTo(message, file)
  return {
    ...component,
    ...(components && { components: components.map((each) => shown(context, message, each)) }),
    ...(accessory && { accessory: shown(context, message, accessory) }),
    ...(media && { media: resolve(media) }),
    ...(file && { file: resolve(file) }),
    ...(attached && { name: attached.filename, size: attached.bytes.length }),
    ...(items && { items: items.map((item) => ({ ...item, media: resolve(item.media) })) }),
  }
}
