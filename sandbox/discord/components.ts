import { componentType } from './protocol'
import type { Component } from './types'

const selects: readonly number[] = [
  componentType.stringSelect,
  componentType.userSelect,
  componentType.roleSelect,
  componentType.mentionableSelect,
  componentType.channelSelect,
]

export const isSelect = (component: Component): boolean => selects.includes(component.type)

/** Visits every component of a message or form, outer before inner, with its path in the request. */
export function walk(
  components: readonly Component[],
  visit: (component: Component, path: (string | number)[]) => void,
  at: (string | number)[] = ['components'],
): void {
  for (const [index, component] of components.entries()) visitOne(component, visit, [...at, index])
}

function visitOne(
  component: Component,
  visit: (component: Component, path: (string | number)[]) => void,
  here: (string | number)[],
): void {
  visit(component, here)
  if (component.components) walk(component.components, visit, [...here, 'components'])
  if (component.accessory) visitOne(component.accessory, visit, [...here, 'accessory'])
  if (component.component) visitOne(component.component, visit, [...here, 'component'])
}

/** All components, outer before inner. */
export function flatten(components: readonly Component[]): Component[] {
  const all: Component[] = []
  walk(components, (component) => all.push(component))
  return all
}

/** Numbers the components that came without an id. https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
export function numberComponents(components: Component[]): Component[] {
  const numbered = structuredClone(components)
  const all = flatten(numbered)
  const used = new Set(all.map((component) => component.id))
  let next = 1
  for (const component of all) {
    if (component.id) continue
    while (used.has(next)) next += 1
    component.id = next
    used.add(next)
  }
  return numbered
}
