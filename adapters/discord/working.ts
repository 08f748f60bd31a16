import {
  type APIMessage,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js'
import type { MessageBody } from './calls'

/** As much of a component as is needed to walk through them all. */
interface Part {
  type: number
  style?: number
  custom_id?: string
  label?: string
  placeholder?: string
  disabled?: boolean
  components?: Part[]
  accessory?: Part
}

/** The message with every control disabled and the pressed one reading "Working…" (B4). */
export function working(message: APIMessage, pressedId?: string): MessageBody {
  const components = structuredClone(message.components ?? []) as APIMessageTopLevelComponent[]
  for (const control of controls(components)) {
    control.disabled = true
    if (control.custom_id !== pressedId) continue
    if (control.type === ComponentType.Button) control.label = 'Working…'
    else control.placeholder = 'Working…'
  }
  return body(message, components)
}

/** The message as it was when its control was pressed. */
export const asBefore = (message: APIMessage): MessageBody =>
  body(message, (message.components ?? []) as APIMessageTopLevelComponent[])

/** Whether a message still shows `working`; our cards never hold a disabled control otherwise. */
export function isWorking(message: APIMessage): boolean {
  const found = controls((message.components ?? []) as Part[])
  return found.length > 0 && found.every((control) => control.disabled)
}

const body = ({ flags }: APIMessage, components: APIMessageTopLevelComponent[]): MessageBody => ({
  flags: (flags ?? 0) & MessageFlags.IsComponentsV2,
  components,
})

function controls(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => {
    const inner = [...(part.components ?? []), ...(part.accessory ? [part.accessory] : [])]
    const isControl = part.custom_id !== undefined && part.style !== ButtonStyle.Link
    return [...(isControl ? [part] : []), ...controls(inner)]
  })
}
