import type { Command, CommandOption } from './command'
import { FormErrors, type Path } from './errors'
import { commandType, optionType } from './protocol'

type Draft = Pick<
  Command,
  'type' | 'name' | 'description' | 'options' | 'name_localizations' | 'description_localizations'
>

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const chatInputName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

/** https://docs.discord.com/developers/interactions/application-commands#registering-a-command */
export const mostCommands: Record<number, number> = {
  [commandType.chatInput]: 100,
  [commandType.user]: 15,
  [commandType.message]: 15,
}

/**
 * The documented limits of commands that the published schemas leave out. Throws 50035 naming the fields.
 * `at` is empty for a single command; a bulk overwrite names each by its index.
 */
export function checkCommands(commands: Draft[], bulk: boolean): void {
  const errors = new FormErrors()
  const names = new Set<string>()
  for (const [index, command] of commands.entries()) {
    const at = bulk ? [index] : []
    const key = `${command.type} ${command.name}`
    if (names.has(key))
      errors.add(
        [...at, 'name'],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      )
    names.add(key)
    checkCommand(command, at, errors)
  }
  for (const [type, most] of Object.entries(mostCommands))
    if (commands.filter((command) => command.type === Number(type)).length > most)
      errors.add([], 'APPLICATION_COMMANDS_MAX', `Maximum number of application commands reached (${most}).`)
  errors.throwIfAny()
}

function checkCommand(command: Draft, at: Path, errors: FormErrors): void {
  if (command.type === commandType.chatInput) {
    checkName(command, at, errors)
    if (!command.description)
      errors.add([...at, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required')
    checkOptions(command.options, [...at, 'options'], errors)
  } else checkMenuCommand(command, at, errors)
  // https://docs.discord.com/developers/interactions/application-commands#localization
  if (size(command) > 8_000)
    errors.add(at, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')
}

/** Names may be of mixed case and hold spaces. https://docs.discord.com/developers/interactions/application-commands#user-commands */
function checkMenuCommand(command: Draft, at: Path, errors: FormErrors): void {
  const refuse = (field: string, code: string) =>
    errors.add([...at, field], code, 'Context menu commands cannot have one')
  if (command.description) refuse('description', 'APPLICATION_COMMAND_DESCRIPTION_FORBIDDEN')
  if (command.options.length > 0) refuse('options', 'APPLICATION_COMMAND_OPTIONS_FORBIDDEN')
  if (command.name.trim() === '') errors.add([...at, 'name'], 'BASE_TYPE_REQUIRED', 'This field is required')
}

function checkName(
  named: Pick<CommandOption, 'name' | 'name_localizations'>,
  at: Path,
  errors: FormErrors,
): void {
  const names = { name: named.name, ...prefixed(named.name_localizations) }
  for (const [path, name] of Object.entries(names))
    if (!chatInputName.test(name) || name !== name.toLowerCase())
      errors.add([...at, ...path.split('/')], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

function prefixed(localizations: Record<string, string> | null | undefined): Record<string, string> {
  const entries = Object.entries(localizations ?? {})
  return Object.fromEntries(entries.map(([locale, name]) => [`name_localizations/${locale}`, name]))
}

function checkOptions(options: CommandOption[], at: Path, errors: FormErrors): void {
  const names = new Set<string>()
  let optionalSeen = false
  const nested = options.filter(isNested).length
  if (nested > 0 && nested < options.length)
    errors.add(
      at,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    )
  for (const [index, option] of options.entries()) {
    const here = [...at, index]
    checkName(option, here, errors)
    if (names.has(option.name))
      errors.add(
        [...here, 'name'],
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        'Option name already exists',
      )
    names.add(option.name)
    if (option.required && optionalSeen)
      errors.add(
        here,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    optionalSeen ||= !option.required
    if (option.autocomplete && option.choices?.length)
      errors.add(
        here,
        'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
        'autocomplete may not be true if choices are present',
      )
    if (isNested(option)) checkOptions(option.options ?? [], [...here, 'options'], errors)
  }
}

const isNested = (option: CommandOption): boolean =>
  option.type === optionType.subcommand || option.type === optionType.subcommandGroup

/** Names, descriptions and choice values together; of localisations only the longest counts. */
function size(part: Draft | CommandOption): number {
  const longest = (text: string, localizations?: Record<string, string> | null) =>
    Math.max(text.length, ...Object.values(localizations ?? {}).map((localized) => localized.length))
  const choices = 'choices' in part ? (part.choices ?? []) : []
  return (
    longest(part.name, part.name_localizations) +
    longest(part.description, part.description_localizations) +
    choices.reduce(
      (sum, choice) => sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
      0,
    ) +
    (part.options ?? []).reduce((sum, option) => sum + size(option), 0)
  )
}
