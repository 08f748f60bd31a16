import type { Command, Option } from './command'
import { LIMITS } from './limits'
import { cut, shorten } from './text'
import type { Choice, Field, Form, FormValues } from './view'
import { ref } from './view'
import { dropEmpty, findChoice, type GivenValues } from './words'

/** Buttons that run a command, and forms made from its declaration, carry this name followed by the command's. */
export const COMMAND_FORM = 'command'

/**
 * The form that asks for what is missing: one field for each option, with what is known already filled in.
 * `pick` turns one option into a list to pick from.
 */
export function askForm(
  command: Command,
  given: GivenValues,
  pick?: { option: string; choices: readonly Choice[] },
): Form {
  // What is only ever given by name is not asked for, unless it was given or has to be picked.
  const asked = Object.entries(command.options).filter(
    ([name, option]) => option.kind !== 'search' || !option.named || name in given || name === pick?.option,
  )
  const options = asked.map(([name, option]): [string, Option] =>
    name === pick?.option
      ? [
          name,
          {
            kind: 'choice',
            description: option.description,
            asked: true,
            choices: fitChoices(pick.choices),
          },
        ]
      : [name, option],
  )
  return {
    submit: ref(COMMAND_FORM, command.name),
    title: pick
      ? `Which ${pick.option}?`.slice(0, LIMITS.formTitle)
      : (command.form?.title ?? titleOf(command)),
    submitLabel: command.form?.submitLabel ?? 'Continue',
    // Five fields leave no place for a paragraph on Discord.
    ...(options.length < LIMITS.formFields && { text: command.description }),
    fields: options.map(([name, option]) => fieldOf(command, name, option, given[name])),
  }
}

/** What is offered to pick from, as far as both platforms can show it. */
export const fitChoices = (choices: readonly Choice[]): readonly Choice[] =>
  choices
    .slice(0, LIMITS.choices)
    .map((choice) => ({ ...choice, label: shorten(choice.label, LIMITS.choiceLabel) }))

const titleOf = (command: Command) => {
  const words = command.name.split(' ').reverse().join(' ')
  return (words[0]?.toUpperCase() + words.slice(1)).slice(0, LIMITS.formTitle)
}

function fieldOf(command: Command, name: string, option: Option, value: string | undefined): Field {
  const base = {
    name,
    label: (name[0]?.toUpperCase() ?? '') + name.slice(1),
    hint: option.description,
    required: Boolean(option.required || option.asked),
  }
  switch (option.kind) {
    case 'choice': {
      const chosen = value === undefined ? undefined : findChoice(option, value)
      return {
        ...base,
        kind: 'choice',
        choices: option.choices,
        ...(chosen !== undefined && { value: chosen }),
      }
    }
    case 'search': {
      const search = ref(COMMAND_FORM, command.name, name)
      return {
        ...base,
        kind: 'search',
        search,
        // A select shows no longer one; what is that long names nothing.
        ...(value !== undefined && value.length <= LIMITS.choiceLabel && { value: { value, label: value } }),
      }
    }
    case 'file':
      return { ...base, kind: 'file', max: 1, extensions: option.extensions }
    default: {
      const maxLength = Math.min(option.maxLength, LIMITS.fieldText)
      if (option.kind === 'text' && option.secret) return { ...base, kind: 'text', maxLength }
      const kind = option.kind === 'people' || option.long ? 'long' : 'text'
      return { ...base, kind, maxLength, ...(value !== undefined && { value: cut(value, maxLength) }) }
    }
  }
}

/** The submitted form as values by option name; a form made here has no lists. */
export function formToValues(values: FormValues): GivenValues {
  const joined = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.join(' '),
  ])
  return dropEmpty(Object.fromEntries(joined))
}
