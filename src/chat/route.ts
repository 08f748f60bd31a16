import { type Answer, fix, openForm, replace, say } from './answer'
import { askForm, COMMAND_FORM, formToValues } from './ask'
import { oneLine } from './clean'
import type { Command, Conversing, First, Press, Submit, Who } from './command'
import type { Context } from './context'
import { explainCard } from './explain'
import { DRAFT_PRESS, type Drafts } from './fix-by-button'
import type { Happening } from './interaction'
import { LIMITS } from './limits'
import type { Place } from './place'
import { isRefusal, type Refusal, refuse } from './refusal'
import type { Registry } from './registry'
import { shorten } from './text'
import type { Form, FormValues, PressRef } from './view'
import { checkValues, type GivenValues, readWords } from './words'

/** The handler of one happening, with its declaration applied. */
export interface Route {
  who: Who
  first: First
  /** Set for what was said to others: whether it concerns us. Then nothing is said to people who may not, and null is an answer. */
  concernsUs?(place: Place): Promise<boolean>
  run(context: Context): Promise<Answer | Refusal | null>
  /** Shown again when a refusal names one of its fields. */
  form?(context: Context): Promise<Form | Refusal>
  /** How an expected "no" reaches the person. */
  refused(refusal: Refusal): Answer
}

/** A longer one was never on anything we have drawn. */
const readRef = (called: PressRef) => (called.length <= LIMITS.pressRef ? called : '').split(':')

/** The Home tab shows what this command shows, and so does a message that nothing else answers. */
const HOME_COMMAND = 'rolecall'

const sayRefusal = (refusal: Refusal) => say(explainCard(refusal))

export function route(
  registry: Registry,
  drafts: Drafts,
  happening: Exclude<Happening, { kind: 'complete' | 'search' }>,
): Route {
  switch (happening.kind) {
    case 'command': {
      const command = registry.commands.get(happening.command)
      if (!command) return nowhere(happening.command, registry)
      return ofCommand(command, () => readWords(command, happening.words))
    }
    case 'press': {
      const [name = '', ...ids] = readRef(happening.press)
      if (name === DRAFT_PRESS)
        return {
          who: 'anyone',
          first: 'form',
          refused: sayRefusal,
          run: (context) => drafts.reopen(ids, context),
        }
      if (name === COMMAND_FORM) return ofCommandPress(registry, ids[0] ?? '')
      const press = registry.presses.get(name)
      return press ? ofPress(press, ids) : nowhere(name)
    }
    case 'submit': {
      const [name = '', ...ids] = readRef(happening.submit)
      if (name === COMMAND_FORM) return ofCommandForm(registry, ids[0] ?? '', happening.values)
      const submit = registry.submits.get(name)
      return submit ? ofSubmit(submit, ids, happening.values) : nowhere(name)
    }
    case 'menu': {
      const menu = registry.menus.get(happening.menu)
      if (!menu) return nowhere(happening.menu)
      const run = (context: Context) => menu.run(context, happening.message)
      return { who: 'known', first: menu.first, refused: sayRefusal, run }
    }
    case 'message':
    case 'opened':
      return registry.conversing ? ofConversing(registry, registry.conversing, happening) : atHome(registry)
    case 'home':
      return atHome(registry)
  }
}

function atHome(registry: Registry): Route {
  const home = registry.commands.get(HOME_COMMAND)
  return home ? ofCommand(home, () => ({})) : nowhere(HOME_COMMAND)
}

/** Which chatbot is meant is asked by the form of this command, with the question filled in. */
const ASK_COMMAND = 'ask'
const QUOTED_LENGTH = 200

function ofConversing(
  registry: Registry,
  conversing: Conversing,
  happening: Extract<Happening, { kind: 'message' | 'opened' }>,
): Route {
  const route: Route = {
    who: 'known',
    first: 'reply',
    refused: sayRefusal,
    async run(context) {
      if (happening.kind === 'opened') return conversing.opened(context)
      const result = await conversing.message(context, happening)
      if (result === 'start') return atHome(registry).run(context)
      if (result === null) return null
      const ask = registry.commands.get(ASK_COMMAND)
      if (!isRefusal(result) || result.code !== 'pick' || !ask) return result
      const form = askForm(ask, { question: happening.text }, result)
      return openForm({ ...form, text: `You asked: “${shorten(oneLine(happening.text), QUOTED_LENGTH)}”` })
    },
  }
  const overheard = happening.kind === 'message' && !happening.addressed
  return overheard ? { ...route, concernsUs: (place) => conversing.follows(place) } : route
}

function ofCommand(command: Command, read: () => GivenValues | Refusal): Route {
  return {
    who: command.who,
    first: command.first,
    refused: sayRefusal,
    async run(context) {
      const given = read()
      if (isRefusal(given)) return given
      const checked = checkValues(command, given)
      if (isRefusal(checked)) return checked
      if (checked.missing.length > 0) return openForm(askForm(command, checked.values))
      const result = await command.run(context, checked.values)
      if (!isRefusal(result) || result.code !== 'pick') return result
      return openForm(askForm(command, checked.values, result))
    },
  }
}

/** A button that runs a command without arguments; what it asks for comes first. */
function ofCommandPress(registry: Registry, name: string): Route {
  const command = registry.commands.get(name)
  if (!command) return nowhere(name)
  const asks = Object.values(command.options).some((option) => option.asked || option.required)
  return { ...ofCommand(command, () => ({})), first: asks ? 'form' : command.first }
}

/** The form that asked for missing options comes back: the command runs as if they had been typed. */
function ofCommandForm(registry: Registry, name: string, submitted: FormValues): Route {
  const command = registry.commands.get(name)
  if (!command) return nowhere(name)
  const given = formToValues(submitted)
  return {
    ...ofCommand(command, () => given),
    async run(context) {
      const checked = checkValues(command, given)
      if (isRefusal(checked)) return checked
      const [missing] = checked.missing
      if (missing) return refuse({ code: 'optionMissing', option: missing }, missing)
      const result = await command.run(context, checked.values)
      if (!isRefusal(result) || result.code !== 'pick') return result
      return fix(askForm(command, checked.values, result), { [result.option]: explainCard(result).title })
    },
    form: async () => askForm(command, given),
  }
}

function ofPress(press: Press, ids: readonly string[]): Route {
  return {
    who: press.who,
    first: press.first,
    refused: press.refusal === 'replace' ? (refusal) => replace(explainCard(refusal)) : sayRefusal,
    run: (context) => press.run(context, ids),
  }
}

function ofSubmit(submit: Submit, ids: readonly string[], submitted: FormValues): Route {
  const fold = ([name, value]: [string, FormValues[string]]) =>
    [name, typeof value === 'string' && !submit.long?.includes(name) ? oneLine(value) : value] as const
  const values: FormValues = Object.fromEntries(Object.entries(submitted).map(fold))
  return {
    who: submit.who,
    first: 'reply',
    refused: sayRefusal,
    run: (context) => submit.run(context, ids, values),
    form: (context) => submit.form(context, ids, values),
  }
}

function nowhere(name: string, registry?: Registry): Route {
  const [first] = name.split(' ')
  const known = [...(registry?.commands.keys() ?? [])].filter((command) => command.startsWith(`${first} `))
  return {
    who: 'anyone',
    first: 'reply',
    refused: sayRefusal,
    run: async () => refuse({ code: 'unknownCommand', command: name, known }),
  }
}
