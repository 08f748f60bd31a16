import { type Card, explainCard, type Refusal } from '../../chat'
import { LEVEL_CHOICES, type ShareLevel } from '../../chatbots'
import { cardBody, type Html, html, type Page } from '../../web'
import { REASON_LENGTH, type ShareRequest } from './request'

/** What was typed into the page's forms before it was shown again. */
export interface Typed {
  level: ShareLevel
  knowledge: boolean
  answer: string
}

/** As proposed, without documents (R8). */
export const untyped = ({ level }: ShareRequest): Typed => ({ level, knowledge: false, answer: '' })

export const cardPage = (card: Card, now: number): Page => ({ title: card.title, body: cardBody(card, now) })

export const refusalPage = (refusal: Refusal, now: number): Page => cardPage(explainCard(refusal), now)

/** The card of chat, and below it what its buttons and forms ask there. */
export const questionPage = (
  card: Card,
  { typed, wrong, csrf, now }: { typed: Typed; wrong: Refusal | null; csrf: Html; now: number },
): Page => ({
  title: card.title,
  body: html`
${cardBody(card, now)}
${wrong && html`<p class="error" role="alert">${explainCard(wrong).title}</p>`}
<form method="post">
${csrf}
<fieldset>
<legend>What the team may do with it</legend>
${LEVEL_CHOICES.map(({ value, label }) => radio(value, label, value === typed.level))}
<label><input type="checkbox" name="knowledge" value="knowledge"${typed.knowledge && html` checked`}> Answers may use its documents</label>
</fieldset>
<button name="verb" value="approve" class="primary">Approve</button>
</form>
<form method="post">
${csrf}
<label for="answer">Reason, if you deny it</label>
<textarea id="answer" name="answer" rows="3" maxlength="${REASON_LENGTH}">${typed.answer}</textarea>
<button name="verb" value="deny">Deny</button>
</form>`,
})

const radio = (value: string, label: string, chosen: boolean): Html => html`
<label><input type="radio" name="level" value="${value}" required${chosen && html` checked`}> ${label}</label>`
