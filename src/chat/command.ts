import type { Answer } from './answer'
import type { Context, Visit } from './context'
import type { SaidMessage } from './interaction'
import type { Place } from './place'
import type { Refusal } from './refusal'
import type { Choice, Form, FormValues } from './view'

interface OptionBase {
  /** At most 100 characters; shown by both platforms while typing. */
  description: string
  /** Cannot run without it. Discord refuses to send; Slack opens the form that asks for it. */
  required?: boolean
  /** May be left out while typing; then the form asks for it, on both platforms. */
  asked?: boolean
  /** On Slack only as `name:value`, never by position. */
  named?: boolean
}

export type Option = OptionBase &
  /** `secret`: a code, never filled into a form again, so that it is kept nowhere. */
  (
    | { kind: 'text'; maxLength: number; long?: boolean; secret?: boolean }
    | { kind: 'choice'; choices: readonly Choice[] }
    /** Names a thing that exists: suggestions while typing; the handler resolves id, name or mention. */
    | {
        kind: 'search'
        search: (
          context: Context,
          typed: string,
          given: Readonly<Record<string, string>>,
        ) => Promise<readonly Choice[]>
      }
    /** Addresses and chat users, separated by commas or lines; see `readPeople`. */
    | { kind: 'people'; maxLength: number }
    /** One file; the value is the id of one of the context's `files`. Slack's line cannot hold one, so there the form asks. */
    | { kind: 'file'; extensions: readonly string[] }
  )

export type Options = Readonly<Record<string, Option>>

type ValueOf<O> = O extends { kind: 'choice'; choices: readonly { value: infer V }[] } ? V : string

/** Arguments as the handler gets them: present where required or asked for, checked against the declaration. */
export type Args<O extends Options> = {
  [K in keyof O as O[K] extends { required: true } | { asked: true } ? K : never]: ValueOf<O[K]>
} & {
  [K in keyof O as O[K] extends { required: true } | { asked: true } ? never : K]?: ValueOf<O[K]>
}

/** `anyone` also serves people who are not linked yet; they arrive with `actor: null`. */
export type Who = 'known' | 'anyone'
type ContextFor<W extends Who> = W extends 'anyone' ? Visit : Context

/** What the platform must be told first. A form is never deferred, so its handler reads within one indexed query (B1). */
export type First = 'form' | 'reply'

export interface Command<O extends Options = Options, W extends Who = Who> {
  /** Full name without slash, e.g. `team invite`; at most one subcommand. */
  name: string
  /** At most 100 characters, starts with a verb. */
  description: string
  who: W
  first: First
  /** Words of the form that asks for what is missing; made from the name where absent. */
  form?: { title: string; submitLabel: string }
  /** In the order in which Slack reads words and Discord lists options. */
  options: O
  run(context: ContextFor<W>, args: Args<O>): Promise<Answer | Refusal>
}

/** A button or menu entry: `ref(name, ...ids)` calls `run(context, ids)`. Rights are checked anew by the service (B3). */
export interface Press<W extends Who = Who> {
  name: string
  who: W
  first: First
  /** What a refusal does to the pressed card: it stays and the reason is said privately (default), or it gives way to the reason. */
  refusal?: 'say' | 'replace'
  run(context: ContextFor<W>, ids: readonly string[]): Promise<Answer | Refusal>
}

/** A submitted form. */
export interface Submit<W extends Who = Who> {
  name: string
  who: W
  /** Names of its fields of several lines; all other text arrives on one. */
  long?: readonly string[]
  /** The form with these values filled in: shown again when a refusal names a `field`, so nothing typed is lost. */
  form(context: ContextFor<W>, ids: readonly string[], values: FormValues): Promise<Form | Refusal>
  run(context: ContextFor<W>, ids: readonly string[], values: FormValues): Promise<Answer | Refusal>
}

/** An entry in the menu of every message. `label`: at most 24 characters, what Slack takes. */
export interface MessageMenu {
  name: string
  label: string
  first: First
  run(context: Context, message: { id: string; author: string; text: string }): Promise<Answer | Refusal>
}

/** What people write to the bot, and what they write in threads it takes part in. One feature has it. */
export interface Conversing {
  /** Whether messages there concern us though they do not mention the bot: one indexed query. */
  follows(place: Place): Promise<boolean>
  /** `start`: shows what `/rolecall` shows. Null: there is nothing to say. */
  message(context: Context, message: SaidMessage): Promise<Answer | Refusal | 'start' | null>
  /** Slack's assistant view was opened. */
  opened(context: Context): Promise<Answer | Refusal>
}

/** Suggestions for a `search` field of a form. */
export interface Search {
  name: string
  run(context: Context, ids: readonly string[], typed: string): Promise<readonly Choice[]>
}

/** What one feature adds to the chat surface. */
export interface Feature {
  commands?: readonly Command[]
  presses?: readonly Press[]
  submits?: readonly Submit[]
  searches?: readonly Search[]
  menus?: readonly MessageMenu[]
  conversing?: Conversing
}

/** Keeps the literal types of options while the registry sees plain commands. */
export function command<const O extends Options, W extends Who = 'known'>(
  declaration: Omit<Command<O, W>, 'who' | 'first'> & { who?: W; first?: First },
): Command {
  return { who: 'known', first: 'reply', ...declaration } as unknown as Command
}

export function press<W extends Who = 'known'>(
  declaration: Omit<Press<W>, 'who' | 'first'> & { who?: W; first?: First },
): Press {
  return { who: 'known', first: 'reply', ...declaration } as unknown as Press
}

export function submit<W extends Who = 'known'>(declaration: Omit<Submit<W>, 'who'> & { who?: W }): Submit {
  return { who: 'known', ...declaration } as unknown as Submit
}
