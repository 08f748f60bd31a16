import type { ListedCommand } from './protocol'

/** Slack registers one word; what follows it is text to Slack. `team invite`, `team role` → `team` "invite | role". */
export function groupCommands(commands: readonly ListedCommand[]) {
  const names = new Set(commands.map(({ name }) => firstWord(name)))
  return [...names].map((name) => {
    const members = commands.filter((command) => firstWord(command.name) === name)
    const alone = members.find((command) => command.name === name)
    if (alone && members.length === 1) return { name, description: alone.description, options: alone.options }
    const words = members.map((member) => member.name.slice(name.length + 1)).filter((word) => word !== '')
    return { name, description: words.slice(0, 3).join(', '), usageHint: words.join(' | ') }
  })
}

const firstWord = (name: string) => name.split(' ', 1)[0] ?? name
