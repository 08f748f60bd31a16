import { checkCommand } from './check-command'
import type { Command, Conversing, Feature, MessageMenu, Press, Search, Submit } from './command'
import { atMost, LIMITS } from './limits'

/** Everything that can be called from chat, by name. Adapters register commands from it, dispatch looks handlers up. */
export interface Registry {
  commands: ReadonlyMap<string, Command>
  presses: ReadonlyMap<string, Press>
  submits: ReadonlyMap<string, Submit>
  searches: ReadonlyMap<string, Search>
  menus: ReadonlyMap<string, MessageMenu>
  conversing: Conversing | undefined
}

/** @throws Error when two features claim one name, ViewTooLarge when a command does not fit both platforms. */
export function createRegistry(features: readonly Feature[]): Registry {
  return {
    commands: byName(features.flatMap((feature) => feature.commands ?? []).map(checkCommand)),
    presses: byName(features.flatMap((feature) => feature.presses ?? [])),
    submits: byName(features.flatMap((feature) => feature.submits ?? [])),
    searches: byName(features.flatMap((feature) => feature.searches ?? [])),
    menus: byName(features.flatMap((feature) => feature.menus ?? []).map(checkMenu)),
    conversing: onlyOne(features.flatMap((feature) => feature.conversing ?? [])),
  }
}

function checkMenu(menu: MessageMenu): MessageMenu {
  atMost(`label of the menu "${menu.name}"`, menu.label.length, LIMITS.menuLabel)
  return menu
}

function onlyOne(conversing: readonly Conversing[]): Conversing | undefined {
  if (conversing.length > 1) throw new Error('two features want to answer messages')
  return conversing[0]
}

function byName<T extends { name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const item of items) {
    if (map.has(item.name)) throw new Error(`"${item.name}" is declared twice`)
    map.set(item.name, item)
  }
  return map
}
