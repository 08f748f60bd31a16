import { moneyWords } from '../billing'
import { bold, type Form, ref, shorten, text } from '../chat'
import { amountRange } from './amount'
import type { Target } from './target'

/** Asks for the amount of a top-up. */
export function topUpForm(target: Target, currency: string, left: string, amount?: string): Form {
  const { teamId, workspaceId, name } = target
  const { leastMicros, mostMicros } = amountRange(currency)
  const range = `From ${moneyWords(leastMicros, currency)} to ${moneyWords(mostMicros, currency)}`
  const whose =
    teamId === null
      ? text`Pays for answers in workspace ${bold(shorten(name))} once its monthly budget is used up, and the top-ups of the team that has asked.`
      : text`Pays for what the owner of team ${bold(shorten(name))} pays, once the monthly budget of the workspace is used up, and before the workspace’s own top-ups.`
  return {
    submit: teamId === null ? ref('payments.workspace', workspaceId) : ref('payments.team', teamId),
    title: teamId === null ? 'Top up the workspace' : 'Top up the team',
    submitLabel: 'Go on',
    text: text`${whose} Nothing is lost at the end of a month. Left now: ${bold(left)}.`,
    fields: [
      {
        kind: 'text',
        name: 'amount',
        label: `Amount in ${currency}`,
        hint: range,
        required: true,
        maxLength: 20,
        placeholder: '50',
        ...(amount !== undefined && { value: shorten(amount, 20) }),
      },
    ],
  }
}
