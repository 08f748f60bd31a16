import { type AccountAction, decideAccount } from '../access'
import { type Answer, type Choice, type Context, isRefusal, type Option, type Refusal, refuse } from '../chat'

/** An account that the actor administers. */
export interface OwnAccount {
  accountId: string
  accountName: string
}

/** The `account:` option that every account command has. */
export const accountOption = {
  kind: 'search',
  description: 'Which account, when you administer several',
  named: true,
  search: async (context: Context, typed: string) =>
    context.actor.accountRoles
      .filter(({ accountName }) => accountName.toLowerCase().includes(typed.toLowerCase()))
      .map(choiceOf),
} as const satisfies Option

/** The account spoken through; in a Discord direct message the only one of the actor's, else one is asked for. */
export function whichAccount({ actor }: Pick<Context, 'actor'>, typed?: string): OwnAccount | Refusal {
  const own = actor.accountRoles
  if (own.length === 0) return adminsOnly('account.settings')
  const fitting = typed === undefined ? own : named(own, typed)
  const [only, ...others] = fitting
  if (!only) return unknown(own, typed)
  if (others.length === 0) return only
  return refuse({ code: 'pick', option: 'account', choices: fitting.map(choiceOf) })
}

/** The whole name before its beginning. */
function named(own: readonly OwnAccount[], typed: string): readonly OwnAccount[] {
  const folded = typed.toLowerCase()
  const exact = own.filter(
    ({ accountId, accountName }) => accountId === typed || accountName.toLowerCase() === folded,
  )
  if (exact.length > 0) return exact
  return own.filter(({ accountName }) => accountName.toLowerCase().startsWith(folded))
}

const unknown = (own: readonly OwnAccount[], typed: string | undefined) =>
  refuse({
    code: 'notFound',
    what: 'account',
    ...(typed !== undefined && { typed, known: own.map(({ accountName }) => accountName) }),
  })

/** The account of a button: it must be the actor's now (R4, R21). */
export const ownAccount = ({ actor }: Pick<Context, 'actor'>, accountId: string): OwnAccount | Refusal =>
  actor.accountRoles.find((own) => own.accountId === accountId) ??
  refuse({ code: 'notFound', what: 'account' })

export function unlessMayInAccount(
  { actor }: Pick<Context, 'actor'>,
  { accountId }: OwnAccount,
  action: AccountAction,
): Refusal | undefined {
  return decideAccount(actor, accountId, action).allowed ? undefined : adminsOnly(action)
}

const adminsOnly = (action: AccountAction): Refusal =>
  refuse({ code: 'denied', reason: { code: 'accountAdminsOnly', action }, scope: 'the account' })

const choiceOf = ({ accountId, accountName }: OwnAccount): Choice => ({
  value: accountId,
  label: accountName,
})

type Args = Readonly<Record<string, string | undefined>>
type Go<T> = (context: Context, account: OwnAccount, given: T) => Promise<Answer | Refusal>

/** First step of every account command: which account is meant, and that the actor may do this there. */
export const inAccount =
  (action: AccountAction, go: Go<Args>) =>
  async (context: Context, args: Args & { account?: string }): Promise<Answer | Refusal> => {
    const account = whichAccount(context, args.account)
    if (isRefusal(account)) return account
    return unlessMayInAccount(context, account, action) ?? go(context, account, args)
  }

/** First step of every account button. */
export const inOwnAccount =
  (action: AccountAction, go: Go<readonly string[]>) =>
  async (context: Context, ids: readonly string[]): Promise<Answer | Refusal> => {
    const account = ownAccount(context, ids[0] ?? '')
    if (isRefusal(account)) return account
    return unlessMayInAccount(context, account, action) ?? go(context, account, ids)
  }
