import type { Command } from './command'
import { atMost, LIMITS } from './limits'

/** Discord: https://docs.discord.com/developers/interactions/application-commands; options: the form that asks for them. */
export const COMMAND_LIMITS = {
  description: 100,
  options: LIMITS.formFields,
  choices: LIMITS.choices,
} as const

/** @throws ViewTooLarge naming the part that does not fit; found when the product starts, not when somebody types. */
export function checkCommand(command: Command): Command {
  const options = Object.entries(command.options)
  atMost(`description of "${command.name}"`, command.description.length, COMMAND_LIMITS.description)
  atMost(`options of "${command.name}"`, options.length, COMMAND_LIMITS.options)
  for (const [name, option] of options) {
    atMost(`description of "${command.name} ${name}"`, option.description.length, COMMAND_LIMITS.description)
    if (option.kind === 'choice')
      atMost(`choices of "${command.name} ${name}"`, option.choices.length, COMMAND_LIMITS.choices)
  }
  return command
}
