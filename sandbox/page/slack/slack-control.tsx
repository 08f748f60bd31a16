import type { SeenMessage } from '../../driver'
import { useInnerLink } from '../chat/use-inner-link'
import { usePress } from '../chat/use-press'
import type { SlackElement } from './slack-types'

interface Props {
  element: SlackElement
  blockId: string
  message: SeenMessage
}

/** A button, link or menu of a message. */
export function SlackControl({ element, blockId, message }: Props) {
  const { busy, press } = usePress(message)
  const { action_id: action = '', url, text, style } = element
  const follow = useInnerLink(url)
  const ids = [url, action, `${blockId}/${action}`]
  const control = message.controls.find(({ id }) => ids.includes(id))
  if (!control) return null
  if (url !== undefined)
    return (
      <a
        className="slack-button"
        href={url}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => {
          follow(event)
          press(control.id)
        }}
      >
        {text?.text}
      </a>
    )
  if (element.type === 'button')
    return (
      <button
        type="button"
        className={`slack-button ${style ?? ''}`}
        disabled={busy}
        onClick={() => mayGoOn(element) && press(control.id)}
      >
        {text?.text}
      </button>
    )
  const label = element.type === 'overflow' ? '⋯' : (element.placeholder?.text ?? 'Choose')
  return (
    <select
      className={`slack-menu ${element.type}`}
      aria-label={element.type === 'overflow' ? 'More actions' : label}
      disabled={busy}
      value=""
      onChange={(event) => press(control.id, event.target.value)}
    >
      <option value="" disabled hidden>
        {label}
      </option>
      {control.options?.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
function mayGoOn({ confirm }: SlackElement): boolean {
  return !confirm || window.confirm(`${confirm.title.text}\n\n${confirm.text.text}`)
}
