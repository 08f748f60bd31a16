import { flatten, isSelect } from './components'
import { sendInteraction } from './interactions'
import type { Person } from './person'
import { componentType, interactionType, linkButtonStyle } from './protocol'
import { resolveIds } from './resolved'
import { choicesOf } from './seen'
import type { Reader } from './text'
import type { Component } from './types'

/** Clicks a button, or picks `value` in a menu. Throws an Error for a control that is not there or is disabled. */
export async function press(
  person: Person,
  messageId: string,
  controlId: string,
  value: string | undefined,
): Promise<void> {
  const { context, userId } = person
  const { channel, message } = person.find(messageId)
  const control = flatten(message.components).find((part) => [part.custom_id, part.url].includes(controlId))
  if (!control) throw new Error(`message ${messageId} has no control ${controlId}`)
  if (control.disabled) throw new Error(`the control ${controlId} is disabled`)
  if (control.style === linkButtonStyle && control.type === componentType.button) return
  const values = isSelect(control) ? { values: [chosen(control, value, person.reader(channel))] } : {}
  const data = { custom_id: controlId, component_type: control.type, id: control.id, ...values }
  const isEntity = isSelect(control) && control.type !== componentType.stringSelect
  const resolved = isEntity ? resolveIds(context, values.values ?? [], channel.guildId) : {}
  await sendInteraction(context, {
    type: interactionType.component,
    userId,
    channel,
    message,
    data: { ...data, ...resolved },
  })
}

function chosen(menu: Component, value: string | undefined, reader: Reader): string {
  const offered = choicesOf(menu, reader)
  if (value === undefined || !offered.some((option) => option.value === value))
    throw new Error(
      `the menu ${menu.custom_id} offers ${offered.map((option) => option.value).join(', ')}; not ${value}`,
    )
  return value
}
