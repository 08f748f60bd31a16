import type { SeenMessage } from '../../driver'
import { FileList } from '../chat/file-list'
import { ShownPicture } from '../chat/shown-picture'
import { DiscordControl } from './discord-control'
import { DiscordText } from './discord-text'
import { componentType, cssColour, type DiscordComponent } from './discord-types'

interface Props {
  component: DiscordComponent
  message: SeenMessage
}

/** One component of a message, with what is inside it. */
export function DiscordComponentView({ component, message }: Props) {
  const inside = component.components?.map((each) => (
    <DiscordComponentView key={each.id} component={each} message={message} />
  ))
  switch (component.type) {
    case componentType.container:
      return (
        <div className="discord-container" style={{ borderLeftColor: cssColour(component.accent_color) }}>
          {inside}
        </div>
      )
    case componentType.section:
      return (
        <div className="discord-section">
          <div>{inside}</div>
          {component.accessory && <DiscordComponentView component={component.accessory} message={message} />}
        </div>
      )
    case componentType.actionRow:
      return <div className="discord-row">{inside}</div>
    case componentType.textDisplay:
      return <DiscordText text={component.content ?? ''} />
    case componentType.mediaGallery:
      return component.items?.map(({ media, description }) => (
        <ShownPicture
          key={media.attachment_id}
          message={message}
          fileId={media.attachment_id}
          alt={description ?? ''}
        />
      ))
    case componentType.file:
      return (
        <FileList
          label="File"
          files={(message.files ?? []).filter(({ id }) => id === component.file?.attachment_id)}
        />
      )
    case componentType.separator:
      return <hr />
    default:
      return <DiscordControl component={component} message={message} />
  }
}
