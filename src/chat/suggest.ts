import { COMMAND_FORM, fitChoices } from './ask'
import type { Context, Visit } from './context'
import type { Happening } from './interaction'
import type { Registry } from './registry'
import type { Choice } from './view'

type Asking = Extract<Happening, { kind: 'complete' | 'search' }>

/** Suggestions while somebody types; strangers get none, and so does anybody the handler has nothing for. */
export async function suggest(registry: Registry, visit: Visit, asking: Asking): Promise<readonly Choice[]> {
  if (!visit.actor) return []
  const context = visit as Context
  return fitChoices(await find(registry, context, asking))
}

async function find(registry: Registry, context: Context, asking: Asking): Promise<readonly Choice[]> {
  if (asking.kind === 'complete') return ofOption(asking.command, asking.option, asking.words)
  const [name = '', ...ids] = asking.search.split(':')
  if (name === COMMAND_FORM) return ofOption(ids[0] ?? '', ids[1] ?? '', {})
  return (await registry.searches.get(name)?.run(context, ids, asking.typed)) ?? []

  async function ofOption(command: string, name: string, given: Readonly<Record<string, string>>) {
    const option = registry.commands.get(command)?.options[name]
    return option?.kind === 'search' ? option.search(context, asking.typed, given) : []
  }
}
