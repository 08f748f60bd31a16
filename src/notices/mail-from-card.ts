import { attachmentLines, bold, type Card, type Mail, slash, type Text, text } from '../chat'
import type { NoticeMail } from './notice-kind'

/** The same words by mail; buttons that act need chat and stay out, links stay. Why it is a mail is said by whoever sends it. */
export function mailFromCard(card: Card): NoticeMail {
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
  }
}

const CHOSEN = text`You get this by mail because you wish so; ${slash('profile')} in Slack or Discord changes it.`
const NO_CHAT_USER =
  'You get this by mail because Rolecall knows no Slack or Discord user of yours that it may write to.'

/** With small print that says why it is a mail, unless it has some of its own. `chosen`: its reader wishes mails. */
export const withFooter = (mail: NoticeMail, chosen: boolean): Mail => ({
  footer: chosen ? CHOSEN : NO_CHAT_USER,
  ...mail,
})
