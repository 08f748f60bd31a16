import type { Text } from './text'

/** What a button, menu entry or form submit calls: the name of a declared press or form, then ids. At most 100 characters. */
export type PressRef = string

/** `ref('invites.accept', id)` → `invites.accept:01J…`. Ids only: a button never carries state or rights. */
export function ref(name: string, ...ids: string[]): PressRef {
  return [name, ...ids].join(':')
}

export type Tone = 'info' | 'success' | 'warning' | 'danger'

export interface Button {
  label: string
  press: PressRef
  style?: 'primary' | 'danger'
}

/** Opens a page in the browser; the platform tells nobody that it was clicked. */
export interface LinkButton {
  label: string
  href: string
}

export interface Menu {
  /** What the closed menu reads, e.g. "Change role". */
  label: string
  options: readonly { label: string; press: PressRef }[]
}

/** One line of a list: text, and at most one button or menu beside it. */
export interface Row {
  text: Text
  button?: Button
  menu?: Menu
}

/** A picture in a card, a PNG. `alt` says what it shows, for whoever cannot see it. */
export interface Picture {
  /** As a file is called, with its ending: `usage.png`. */
  name: string
  png: Uint8Array
  alt: string
}

/** A file handed out with a card. */
export interface OutgoingFile {
  /** As it is called when it is saved, with its ending: `usage.csv`. */
  name: string
  mediaType: string
  bytes: Uint8Array
}

export interface Card {
  tone?: Tone
  title: string
  text?: Text
  fields?: readonly { name: string; value: Text }[]
  rows?: readonly Row[]
  image?: Picture
  files?: readonly OutgoingFile[]
  /** Small print under everything else: scope, reference, who decided. */
  context?: Text
  buttons?: readonly (Button | LinkButton)[]
}

export interface Choice {
  value: string
  label: string
}

interface FieldBase {
  name: string
  label: string
  hint?: string
  required?: boolean
}

export type Field = FieldBase &
  (
    | { kind: 'text'; maxLength: number; value?: string; placeholder?: string }
    | { kind: 'long'; maxLength: number; value?: string; placeholder?: string }
    | { kind: 'choice'; choices: readonly Choice[]; value?: string }
    /** Any number of the choices, also none: switches. */
    | { kind: 'toggles'; choices: readonly Choice[]; value?: readonly string[] }
    /** Too many to list: the person types and picks; `press` names the declared search. */
    | { kind: 'search'; search: PressRef; value?: Choice }
    /** Users of this chat platform. */
    | { kind: 'people'; max: number; value?: readonly string[] }
    /** Files to hand over; the values are ids of `Interaction.files`. `extensions` without dot. */
    | { kind: 'file'; max: number; extensions: readonly string[] }
  )

export interface Form {
  /** Called with the values when the form is submitted. */
  submit: PressRef
  title: string
  submitLabel: string
  /** One paragraph above the fields. */
  text?: Text
  fields: readonly Field[]
}

/** Values as submitted, by field name: text and long and choice and search → string; toggles, people and file → list. An empty field is absent. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>
