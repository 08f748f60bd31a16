import type { SeenMessage } from '../../driver'
import { useInnerLink } from '../chat/use-inner-link'
import { usePress } from '../chat/use-press'
import { componentType, type DiscordComponent } from './discord-types'

/** https://docs.discord.com/developers/components/reference#button-button-styles */
const buttonStyles = ['', 'primary', 'secondary', 'success', 'danger']

/** A button, link or menu of a message. */
export function DiscordControl({
  component,
  message,
}: {
  component: DiscordComponent
  message: SeenMessage
}) {
  const { busy, press } = usePress(message)
  const { custom_id, url, label, style = 2, disabled = false, placeholder = 'Make a selection' } = component
  const follow = useInnerLink(url)
  const control = message.controls.find(({ id }) => id === (url ?? custom_id))
  if (!control) return null
  if (url)
    return (
      <a className="discord-button secondary" href={url} target="_blank" rel="noreferrer" onClick={follow}>
        {label} <span aria-hidden="true">↗</span>
      </a>
    )
  if (component.type === componentType.button)
    return (
      <button
        type="button"
        className={`discord-button ${buttonStyles[style]}`}
        disabled={disabled || busy}
        onClick={() => press(control.id)}
      >
        {label}
      </button>
    )
  return (
    <select
      className="discord-menu"
      aria-label={placeholder}
      disabled={disabled || busy}
      value=""
      onChange={(event) => press(control.id, event.target.value)}
    >
      <option value="" disabled hidden>
        {placeholder}
      </option>
      {control.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
