import type { SeenMessage } from '../../driver'
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
    case componentType.separator:
      return <hr />
    default:
      return <DiscordControl component={component} message={message} />
  }
}
