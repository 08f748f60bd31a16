import { LEVEL_CHOICES } from '../../chatbots'
import { type Html, html } from '../../web'
import type { typedIn } from './forms'
import { REASON_LENGTH, type ShareRequest } from './request'

/** What the buttons and forms of the card ask in chat; as proposed and without documents until somebody chooses (R8). */
export const decisionForms = (
  request: ShareRequest,
  { level = request.level, knowledge, reason = '' }: ReturnType<typeof typedIn>,
  csrf: Html,
): Html => html`
<form method="post">
${csrf}
<fieldset>
<legend>What the team may do with it</legend>
${LEVEL_CHOICES.map(({ value, label }) => radio(value, label, value === level))}
<label><input type="checkbox" name="knowledge" value="knowledge"${knowledge && html` checked`}> Answers may use its documents</label>
</fieldset>
<button name="answer" value="approve" class="primary">Approve</button>
</form>
<form method="post">
${csrf}
<label for="reason">Reason, if you deny it</label>
<textarea id="reason" name="reason" rows="3" maxlength="${REASON_LENGTH}">${reason}</textarea>
<button name="answer" value="deny">Deny</button>
</form>`

const radio = (value: string, label: string, chosen: boolean): Html => html`
<label><input type="radio" name="level" value="${value}" required${chosen && html` checked`}> ${label}</label>`
