import { type APIMessage, type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js'
import type { MessageBody } from './calls'
import { controls, type Part } from './controls'

/** Small print under a card whose button was pressed; cards leave room for it. */
export const workingNote = '-# Working…'

/** The message with its controls disabled, saying that work goes on (B4). */
export function working(message: APIMessage): MessageBody {
  const components = structuredClone(partsOf(message))
  for (const control of controls(components as Part[])) control.disabled = true
  return body(message, [...components, { type: ComponentType.TextDisplay, content: workingNote }])
}

/** The message as it was when its control was pressed. */
export const asBefore = (message: APIMessage): MessageBody => body(message, partsOf(message))

/** Whether a message still shows `working`; our cards never hold a disabled control otherwise. */
export function isWorking(message: APIMessage): boolean {
  const found = controls(partsOf(message) as Part[])
  return found.length > 0 && found.every((control) => control.disabled)
}

const partsOf = (message: APIMessage) => (message.components ?? []) as APIMessageTopLevelComponent[]

const body = ({ flags }: APIMessage, components: APIMessageTopLevelComponent[]): MessageBody => ({
  flags: (flags ?? 0) & MessageFlags.IsComponentsV2,
  components,
})
