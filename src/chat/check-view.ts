import { checkAttachments } from './check-attachments'
import { atMost, LIMITS } from './limits'
import { textLength } from './text'
import type { Button, Card, Choice, Field, Form, LinkButton, Menu } from './view'

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
  checkAttachments(card)
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
