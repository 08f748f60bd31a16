import { attachmentLines, bold, type Card, type Mail, type Text, text } from '../chat'

/** The same words for somebody who has no chat user here; buttons that act need chat and stay out, links stay. */
export function mailFromCard(card: Card): Mail {
  const [action] = (card.buttons ?? []).flatMap((button) =>
    'href' in button ? [{ label: button.label, href: button.href }] : [],
  )
  const paragraphs: readonly (Text | undefined)[] = [
    card.text,
    ...(card.fields ?? []).map((field) => text`${bold(field.name)}: ${field.value}`),
    ...(card.rows ?? []).map((row) => row.text),
    ...attachmentLines(card),
    card.context,
  ]
  return {
    subject: card.title,
    heading: card.title,
    paragraphs: paragraphs.filter((paragraph) => paragraph !== undefined),
    ...(action && { action }),
    footer:
      'You get this by mail because Rolecall knows no Slack or Discord user of yours that it may write to.',
  }
}
