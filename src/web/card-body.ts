import { type Card, type Fragment, fragments, plainText, type Reader, type Text } from '../chat'
import { isoTime } from '../clock'
import { type Html, html } from './html'

/** What a card says below its title, in the same words as in chat; its buttons, which are for chat, stay out. */
export const cardBody = ({ text, fields = [], context }: Card, now: number): Html => html`
${text && html`<p>${inline(text, now)}</p>`}
${fields.map(({ name, value }) => html`<p><strong>${name}</strong><br>${inline(value, now)}</p>`)}
${context && html`<p class="soft">${inline(context, now)}</p>`}`

/** Nobody has told a page the language or zone of its reader. */
const inline = (words: Text, now: number): readonly Html[] =>
  fragments(words).map((part) => draw(part, { locale: 'en', timeZone: 'UTC', now, namesZone: true }))

function draw(part: Fragment, reader: Reader): Html {
  const words = plainText([part], reader)
  if (typeof part === 'string') return html`${words}`
  if ('bold' in part) return html`<strong>${words}</strong>`
  if ('command' in part) return html`<code>${words}</code>`
  if (!('time' in part)) return html`${words}`
  return html`<time datetime="${isoTime(part.time)}">${words}</time>`
}
