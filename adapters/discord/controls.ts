import { ComponentType } from 'discord.js'

/** As much of a component as is needed to find what can be pressed. */
export interface Part {
  type: number
  custom_id?: string
  disabled?: boolean
  components?: Part[]
  accessory?: Part
}

/** Everything in a message that can be pressed or chosen from, links aside, in reading order. */
export function controls(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [
    ...(part.custom_id === undefined ? [] : [part]),
    ...controls(part.components ?? []),
    ...controls(part.accessory ? [part.accessory] : []),
  ])
}

/** Stands between what a button calls and its number; never part of a press reference. */
const mark = '~'

/**
 * Numbers the buttons that call the same as an earlier one: ids must differ within a message.
 * https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id
 */
export function distinguish(parts: readonly Part[]): void {
  const taken = new Map<string, number>()
  for (const control of controls(parts)) {
    if (control.type !== ComponentType.Button) continue
    const press = control.custom_id ?? ''
    const count = (taken.get(press) ?? 0) + 1
    taken.set(press, count)
    if (count > 1) control.custom_id = `${press}${mark}${count}`
  }
}

/** What a button with this id calls. */
export const pressOf = (customId: string) => customId.split(mark, 1)[0] ?? customId
