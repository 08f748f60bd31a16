import {
  type APIAttachment,
  type APIComponentInContainer,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
  type RawFile,
} from 'discord.js'
import { attachmentsOf, type Card } from '../../src/chat'

/** One entry of `attachments`; its id is the place of the file in the request. */
interface Announced {
  id: string
  filename: string
  description?: string
}

/** https://docs.discord.com/developers/reference#uploading-files */
export const filesOf = (card: Card): RawFile[] =>
  attachmentsOf(card).map(({ name, mediaType, bytes }) => ({ name, data: bytes, contentType: mediaType }))

/**
 * All that the message is to have: what it had before and is not listed goes.
 * https://docs.discord.com/developers/reference#editing-message-attachments
 */
export const announce = (card: Card): Announced[] =>
  attachmentsOf(card).map(({ name }, index) => ({
    id: String(index),
    filename: name,
    ...(name === card.image?.name && { description: card.image.alt }),
  }))

/** https://docs.discord.com/developers/components/reference#media-gallery */
export function picture({ image }: Card): APIComponentInContainer[] {
  if (!image) return []
  const items = [{ media: { url: addressOf(image.name) }, description: image.alt }]
  return [{ type: ComponentType.MediaGallery, items }]
}

/** https://docs.discord.com/developers/components/reference#file */
export const downloads = ({ files = [] }: Card): APIComponentInContainer[] =>
  files.map(({ name }) => ({ type: ComponentType.File, file: { url: addressOf(name) } }))

const addressOf = (name: string) => `attachment://${name}`

/** The components of a message as a request takes them: Discord tells where its attachments are, and is told their names. */
export function componentsOf({ components = [], attachments }: APIMessage): APIMessageTopLevelComponent[] {
  return components.map((component) => withNames(component, attachments) as APIMessageTopLevelComponent)
}

function withNames(
  component: APIMessageTopLevelComponent | APIComponentInContainer,
  attachments: readonly APIAttachment[],
): typeof component {
  const named = (media: { url: string; attachment_id?: string }) => {
    const attached = attachments.find(({ id }) => id === media.attachment_id)
    return { url: attached ? addressOf(attached.filename) : media.url }
  }
  switch (component.type) {
    case ComponentType.Container:
      return {
        ...component,
        components: component.components.map(
          (each) => withNames(each, attachments) as APIComponentInContainer,
        ),
      }
    case ComponentType.MediaGallery:
      return { ...component, items: component.items.map((item) => ({ ...item, media: named(item.media) })) }
    case ComponentType.File:
      return { type: component.type, file: named(component.file) }
    default:
      return component
  }
}
