import { type APIMessage, type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js'
import { componentsOf } from './attachments'
import type { Message } from './calls'
import { controls, type Part } from './controls'

/** Small print under a card whose button was pressed; cards leave room for it. */
export const workingNote = '-# Working…'

/** The message with its controls disabled, saying that work goes on (B4). */
export function working(message: APIMessage): Message {
  const components = structuredClone(componentsOf(message))
  for (const control of controls(components as Part[])) control.disabled = true
  return showing(message, [...components, { type: ComponentType.TextDisplay, content: workingNote }])
}

/** The message as it was when its control was pressed. */
export const asBefore = (message: APIMessage): Message => showing(message, componentsOf(message))

/** Whether a message still shows `working`; our cards never hold a disabled control otherwise. */
export function isWorking(message: APIMessage): boolean {
  const found = controls((message.components ?? []) as Part[])
  return found.length > 0 && found.every((control) => control.disabled)
}

/** Without `attachments`, so that all of them stay. */
const showing = ({ flags }: APIMessage, components: APIMessageTopLevelComponent[]): Message => ({
  body: { flags: (flags ?? 0) & MessageFlags.IsComponentsV2, components },
})
