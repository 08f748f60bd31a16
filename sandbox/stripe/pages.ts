import type { Deeds } from './deeds'
import type { Shelf, SoldPlan } from './objects'

export type PageAnswer = { status: number; html: string } | { status: 303; location: string }

const STYLE = `body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1a1f36; background: #f6f9fc; }
main { max-width: 26rem; margin: 4rem auto; padding: 2rem; background: #fff; border: 1px solid #dfe4ee; border-radius: 12px; }
small { color: #596171; } h1 { margin: .25rem 0 1rem; font-size: 1.75rem; } form { display: inline; }
button, a.button { display: inline-block; margin: 0 .5rem .5rem 0; padding: .6rem 1.1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: #1a1f36; background: #fff; border: 1px solid #b9c1d1; border-radius: 8px; text-decoration: none; }
button.primary { color: #fff; background: #4f46e5; border-color: #4f46e5; }
:focus-visible { outline: 3px solid #4f46e5; outline-offset: 2px; }
@media (prefers-color-scheme: dark) { body { color: #e3e8ee; background: #10131c; } main { background: #1a1f2e; border-color: #323a50; }
  small { color: #a3acba; } button, a.button { color: #e3e8ee; background: transparent; border-color: #4b556d; } }`

/** The pages that people see at Stripe, with no more on them than is needed to try them. `plans` by the id of their price. */
export function createPages(shelf: Shelf, deeds: Deeds, plans: ReadonlyMap<string, SoldPlan>) {
  function checkout(id: string, posted: string | undefined): PageAnswer {
    const purchase = shelf.purchases.get(id)
    if (!purchase) return page(404, 'There is no such page', '')
    const { session, label } = purchase
    if (posted !== undefined && deeds.pay(id)) return { status: 303, location: session.success_url }
    if (session.status !== 'open') return page(410, 'Nothing can be paid here any more', '')
    const plan = plans.get(purchase.priceId ?? '')
    const what = plan ? `Subscription to the plan ${plan.name}` : label
    const body = `<p>${escapeText(what)}</p>
<form method="post"><button class="primary" name="do" value="pay">Pay</button></form>
<a class="button" href="${escapeText(session.cancel_url)}">Cancel</a>`
    return page(200, plan ? priceWords(plan) : amountWords(session.amount_total, session.currency), body)
  }

  function portal(id: string, posted: string | undefined): PageAnswer {
    const session = shelf.portals.get(id)
    if (!session) return page(404, 'There is no such page', '')
    const subscription = [...shelf.subscriptions.values()].find(
      ({ customer, status }) => customer === session.customer && status === 'active',
    )
    if (posted !== undefined && subscription) {
      deeds.changeSubscription(subscription.id, posted === 'end' ? null : posted)
      return { status: 303, location: `/p/session/${id}` }
    }
    const current = subscription?.items.data[0]?.price.id ?? ''
    const plan = plans.get(current)
    const others = [...plans].filter(([price]) => subscription && price !== current)
    const buttons = [
      ...others.map(([price, { name }]) => button(`Change to ${name}`, price)),
      ...(subscription ? [button('End the subscription', 'end')] : []),
    ]
    const body = `<p>${subscription ? escapeText(plan ? `Plan ${plan.name}: ${priceWords(plan)}` : current) : 'There is no subscription.'}</p>
${buttons.join('\n')}<a class="button" href="${escapeText(session.returnUrl)}">Back</a>`
    return page(200, 'Your subscription', body)
  }

  /** `posted`: the button that was pressed, when one was. Null: no page of ours. */
  return (path: string, posted: string | undefined): PageAnswer | null => {
    const [, kind, id = ''] = /^\/(c\/pay|p\/session)\/(\w+)$/.exec(path) ?? []
    if (kind === undefined) return null
    return kind === 'c/pay' ? checkout(id, posted) : portal(id, posted)
  }
}

const button = (label: string, value: string) =>
  `<form method="post"><button name="do" value="${escapeText(value)}">${escapeText(label)}</button></form>`

const page = (status: number, title: string, body: string): PageAnswer => ({
  status,
  html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)} · pretended Stripe</title><style>${STYLE}</style></head>
<body><main><small>A pretended Stripe: no money moves.</small><h1>${escapeText(title)}</h1>${body}</main></body></html>
`,
})

const priceWords = ({ amount, currency }: SoldPlan) => `${amountWords(amount, currency)} a month`

/** In units; which currencies have no decimals is asked of the system. */
function amountWords(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.toUpperCase() })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeText = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
