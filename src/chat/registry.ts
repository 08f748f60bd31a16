import { checkCommand } from './check-command'
import type { Command, Feature, Press, Search, Submit } from './command'

/** Everything that can be called from chat, by name. Adapters register commands from it, dispatch looks handlers up. */
export interface Registry {
  commands: ReadonlyMap<string, Command>
  presses: ReadonlyMap<string, Press>
  submits: ReadonlyMap<string, Submit>
  searches: ReadonlyMap<string, Search>
}

/** @throws Error when two features claim one name, ViewTooLarge when a command does not fit both platforms. */
export function createRegistry(features: readonly Feature[]): Registry {
  return {
    commands: byName(features.flatMap((feature) => feature.commands ?? []).map(checkCommand)),
    presses: byName(features.flatMap((feature) => feature.presses ?? [])),
    submits: byName(features.flatMap((feature) => feature.submits ?? [])),
    searches: byName(features.flatMap((feature) => feature.searches ?? [])),
  }
}

function byName<T extends { name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const item of items) {
    if (map.has(item.name)) throw new Error(`"${item.name}" is declared twice`)
    map.set(item.name, item)
  }
  return map
}
