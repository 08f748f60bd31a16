import { textLength } from './text'
import type { Card, Field, Form } from './view'

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
  /** Discord select 25 options, Slack 100. */
  choices: 25,
  /** Discord select option label 100, Slack option text 75. */
  choiceLabel: 75,
  /** Slack view title 24, Discord modal title 45. */
  formTitle: 24,
  submitLabel: 24,
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
} as const

export class ViewTooLarge extends Error {
  constructor(what: string, size: number, limit: number) {
    super(`${what} is ${size}, at most ${limit} fits both platforms`)
    this.name = 'ViewTooLarge'
  }
}

function atMost(what: string, size: number, limit: number): void {
  if (size > limit) throw new ViewTooLarge(what, size, limit)
}

/** @throws ViewTooLarge naming the part that does not fit. */
export function checkCard(card: Card): Card {
  atMost(`title "${card.title}"`, card.title.length, LIMITS.title)
  atMost('number of fields', card.fields?.length ?? 0, LIMITS.fields)
  atMost('number of rows', card.rows?.length ?? 0, LIMITS.rows)
  atMost('number of buttons', card.buttons?.length ?? 0, LIMITS.buttons)
  for (const field of card.fields ?? [])
    atMost(`field "${field.name}"`, textLength(field.value), LIMITS.fieldValue)
  for (const row of card.rows ?? []) {
    atMost('text of a row', textLength(row.text), LIMITS.rowText)
    if (row.button) checkButton(row.button)
    atMost(`menu "${row.menu?.label}"`, row.menu?.options.length ?? 0, LIMITS.choices)
    for (const option of row.menu?.options ?? []) checkButton(option)
  }
  for (const button of card.buttons ?? []) checkButton(button)
  atMost('text of the card', cardTextLength(card), LIMITS.cardText)
  return card
}

function checkButton(button: { label: string; press?: string }): void {
  atMost(`label "${button.label}"`, button.label.length, LIMITS.buttonLabel)
  atMost(`press "${button.press}"`, button.press?.length ?? 0, LIMITS.pressRef)
}

function cardTextLength(card: Card): number {
  const fields = (card.fields ?? []).reduce(
    (sum, field) => sum + field.name.length + textLength(field.value),
    0,
  )
  const rows = (card.rows ?? []).reduce((sum, row) => sum + textLength(row.text), 0)
  return card.title.length + textLength(card.text ?? '') + fields + rows + textLength(card.context ?? '')
}

/** @throws ViewTooLarge naming the part that does not fit. */
export function checkForm(form: Form): Form {
  atMost(`form title "${form.title}"`, form.title.length, LIMITS.formTitle)
  atMost(`submit label "${form.submitLabel}"`, form.submitLabel.length, LIMITS.submitLabel)
  atMost(`press "${form.submit}"`, form.submit.length, LIMITS.pressRef)
  atMost('number of form fields', form.fields.length, LIMITS.formFields)
  for (const field of form.fields) checkField(field)
  return form
}

function checkField(field: Field): void {
  atMost(`label "${field.label}"`, field.label.length, LIMITS.fieldLabel)
  atMost(`hint of "${field.label}"`, field.hint?.length ?? 0, LIMITS.fieldHint)
  if (field.kind === 'text' || field.kind === 'long') {
    atMost(`length of "${field.label}"`, field.maxLength, LIMITS.fieldText)
    atMost(`value of "${field.label}"`, field.value?.length ?? 0, field.maxLength)
    atMost(`placeholder of "${field.label}"`, field.placeholder?.length ?? 0, LIMITS.placeholder)
  }
  if (field.kind === 'choice' || field.kind === 'toggles') {
    atMost(`choices of "${field.label}"`, field.choices.length, LIMITS.choices)
    for (const choice of field.choices)
      atMost(`choice "${choice.label}"`, choice.label.length, LIMITS.choiceLabel)
  }
  if (field.kind === 'people') atMost(`people of "${field.label}"`, field.max, LIMITS.people)
}
