import { DiscordText } from './discord-text'
import { cssColour, type DiscordEmbed } from './discord-types'

export function DiscordEmbedView({ embed }: { embed: DiscordEmbed }) {
  const { title, description, color, fields = [], footer } = embed
  return (
    <div className="discord-container" style={{ borderLeftColor: cssColour(color) }}>
      {title && (
        <strong>
          <DiscordText text={title} />
        </strong>
      )}
      {description && <DiscordText text={description} />}
      {fields.map(({ name, value }) => (
        <div key={name}>
          <strong>{name}</strong>
          <DiscordText text={value} />
        </div>
      ))}
      {footer && <small>{footer.text}</small>}
    </div>
  )
}
