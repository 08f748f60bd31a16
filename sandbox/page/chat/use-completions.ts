import { useEffect, useState } from 'react'
import type { ListedCommand } from '../../protocol'
import { useSandbox } from '../state/use-sandbox'
import { type Completion, complete, openOption, withValue } from './completion'
import { completeMention } from './mention'
import { usePerson } from './person-context'

const typingPauseMs = 150

/** Completions of a line; values that only the bot knows are asked for once the typing pauses (Discord). */
export function useCompletions(commands: ListedCommand[], line: string): Completion[] {
  const { ask } = useSandbox()
  const { platform, userId, people } = usePerson()
  const [asked, setAsked] = useState<{ line: string; found: Completion[] }>({ line: '', found: [] })
  // Discord reads a name after @ in messages only.
  const mentions = platform === 'slack' || !line.startsWith('/') ? completeMention(people, line) : []
  const known = mentions.length > 0 ? mentions : complete(commands, line)
  const open = openOption(commands, line)
  const wanted = platform === 'discord' && known.length === 0 && open !== undefined
  useEffect(() => {
    const option = wanted ? openOption(commands, line) : undefined
    if (!option) return
    const { before, option: name, typed } = option
    const where = { command: before.slice(1).trim(), option: name }
    const timer = setTimeout(async () => {
      const { suggestions = [] } = await ask({ do: 'suggest', platform, as: userId, where, typed }).catch(
        () => ({ suggestions: [] }),
      )
      const lines = suggestions.map(({ value, label }) => ({
        line: withValue(before, name, value),
        label,
        detail: name,
      }))
      setAsked({ line, found: lines })
    }, typingPauseMs)
    return () => clearTimeout(timer)
  }, [wanted, line, commands, ask, platform, userId])
  return known.length > 0 || asked.line !== line ? known : asked.found
}
