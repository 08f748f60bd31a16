import { textLength } from './text'
import type { Button, Card, Choice, Field, Form, LinkButton, Menu } from './view'

/**
 * The intersection of what Slack and Discord accept, checked where a view is built: an oversize view is a bug that
 * a test sees, never something a renderer trims.
 * Slack: https://docs.slack.dev/reference/block-kit/blocks · https://docs.slack.dev/reference/views
 * Discord: https://docs.discord.com/developers/components/reference
 */
export const LIMITS = {
  /** Slack header block 150; the card's title is the first line on both. */
  title: 150,
  /** Discord: 4,000 characters of text in one components message; the rest is markup. */
  cardText: 3_600,
  /** Slack section fields: 10. */
  fields: 10,
  fieldValue: 1_000,
  /** Discord counts 40 components in a message; a row takes three. */
  rows: 8,
  rowText: 400,
  buttons: 5,
  /** Slack button text 75, Discord label 80. */
  buttonLabel: 75,
  /** Discord custom_id 100, Slack action_id 255. */
  pressRef: 100,
  /** Discord button url 512, Slack 3,000. */
  href: 512,
  /** Discord select 25 options, Slack 100. */
  choices: 25,
  /** Discord select option label 100, Slack option text 75. */
  choiceLabel: 75,
  /** Discord select option value 100, Slack 150. */
  choiceValue: 100,
  /** Slack view title 24, Discord modal title 45. */
  formTitle: 24,
  submitLabel: 24,
  /** Slack section 3,000, Discord text display 4,000. */
  formText: 3_000,
  /** Discord modal: five top-level components. */
  formFields: 5,
  fieldLabel: 45,
  /** Discord label description 100. */
  fieldHint: 100,
  /** Slack plain_text_input 3,000, Discord text input 4,000. */
  fieldText: 3_000,
  placeholder: 100,
  /** Slack users select and Discord user select. */
  people: 25,
  /** Slack file input and Discord file upload. */
  files: 10,
  /** Slack shortcut name 24, Discord command name 32. */
  menuLabel: 24,
} as const

export class ViewTooLarge extends Error {
  constructor(what: string, size: number, limit: number) {
    super(`${what} is ${size}, at most ${limit} fits both platforms`)
    this.name = 'ViewTooLarge'
  }
}

export function atMost(what: string, size: number, limit: number): void {
  if (size > limit) throw new ViewTooLarge(what, size, limit)
}

/** @throws ViewTooLarge naming the part that does not fit; never by what it says, for the error is logged. */
export function checkCard(card: Card): Card {
  const { fields = [], rows = [], buttons = [] } = card
  atMost('title', card.title.length, LIMITS.title)
  atMost('number of fields', fields.length, LIMITS.fields)
  atMost('number of rows', rows.length, LIMITS.rows)
  atMost('number of buttons', buttons.length, LIMITS.buttons)
  fields.forEach(({ value }, index) => {
    atMost(`field ${index + 1}`, textLength(value), LIMITS.fieldValue)
  })
  rows.forEach(({ text, button, menu }, index) => {
    atMost(`text of row ${index + 1}`, textLength(text), LIMITS.rowText)
    if (button) checkButton(button)
    if (menu) checkMenu(menu)
  })
  for (const button of buttons) checkButton(button)
  atMost('text of the card', cardTextLength(card), LIMITS.cardText)
  return card
}

function checkMenu({ label, options }: Menu): void {
  atMost('label of a menu', label.length, LIMITS.buttonLabel)
  atMost('entries of a menu', options.length, LIMITS.choices)
  for (const option of options) checkButton(option)
}

function checkButton(button: Pick<Button, 'label' | 'press'> | LinkButton): void {
  const what = 'press' in button ? `press "${button.press}"` : 'address of a link'
  atMost(`label of the ${what}`, button.label.length, LIMITS.buttonLabel)
  if ('press' in button) atMost(what, button.press.length, LIMITS.pressRef)
  else atMost(what, button.href.length, LIMITS.href)
}

function cardTextLength({ title, text = '', fields = [], rows = [], context = '' }: Card): number {
  const names = fields.map((field) => field.name.length)
  const texts = [text, context, ...fields.map((field) => field.value), ...rows.map((row) => row.text)]
  return [title.length, ...names, ...texts.map(textLength)].reduce((sum, length) => sum + length)
}

/** @throws ViewTooLarge naming the part that does not fit. */
export function checkForm(form: Form): Form {
  atMost('form title', form.title.length, LIMITS.formTitle)
  atMost('submit label', form.submitLabel.length, LIMITS.submitLabel)
  atMost('form text', textLength(form.text ?? ''), LIMITS.formText)
  atMost(`press "${form.submit}"`, form.submit.length, LIMITS.pressRef)
  atMost('number of form fields', form.fields.length, LIMITS.formFields)
  for (const field of form.fields) checkField(field)
  return form
}

function checkField(field: Field): void {
  atMost(`label "${field.label}"`, field.label.length, LIMITS.fieldLabel)
  atMost(`hint of "${field.label}"`, field.hint?.length ?? 0, LIMITS.fieldHint)
  switch (field.kind) {
    case 'text':
    case 'long':
      atMost(`length of "${field.label}"`, field.maxLength, LIMITS.fieldText)
      atMost(`value of "${field.label}"`, field.value?.length ?? 0, field.maxLength)
      atMost(`placeholder of "${field.label}"`, field.placeholder?.length ?? 0, LIMITS.placeholder)
      return
    case 'choice':
    case 'toggles':
      atMost(`choices of "${field.label}"`, field.choices.length, LIMITS.choices)
      for (const choice of field.choices) checkChoice(field.label, choice)
      return
    case 'search':
      atMost(`search of "${field.label}"`, field.search.length, LIMITS.pressRef)
      if (field.value) checkChoice(field.label, field.value)
      return
    case 'people':
      atMost(`people of "${field.label}"`, field.max, LIMITS.people)
      return
    case 'file':
      atMost(`files of "${field.label}"`, field.max, LIMITS.files)
  }
}

function checkChoice(field: string, choice: Choice): void {
  atMost(`label of a choice of "${field}"`, choice.label.length, LIMITS.choiceLabel)
  atMost(`value of a choice of "${field}"`, choice.value.length, LIMITS.choiceValue)
}
