import { enterTopUp, leftOf, moneyWords, readBudget } from './billing'
import { isoTime, systemClock } from './clock'
import type { Config } from './config'
import { type Database, openDatabase, statement } from './db'
import { joinDatabase } from './prepare-database'
import { EX_USAGE, StartError } from './start-error'

const findWorkspaces = statement<{ id: string; account: string }>(
  'topUp.workspaces',
  `SELECT w.id, a.name AS account FROM workspace w JOIN account a ON a.id = w.account_id
WHERE w.deleted_at IS NULL AND a.deleted_at IS NULL ORDER BY a.name, w.name, w.id`,
)

/**
 * Prints the budget of every workspace, or enters a top-up: `words` are the id of a workspace and an amount. Resolves to
 * the exit code. @throws StartError
 */
export async function topUpCommand(config: Config, words: readonly string[]): Promise<number> {
  const prices = config.model?.prices
  if (!prices)
    throw new StartError('MODEL_PRICES is not set: answers cost nothing, so there is nothing to top up.')
  const [workspaceId, typed, ...rest] = words
  const amountMicros = typed === undefined ? undefined : readAmount(typed)
  if (rest.length > 0 || (words.length > 0 && amountMicros === undefined))
    throw new StartError(USAGE, EX_USAGE)
  const database = await joinDatabase(config)
  const db = await openDatabase({ url: database.url, poolSize: 1 })
  try {
    const now = systemClock.now()
    const given = { db, plans: config.plans, currency: prices.currency, now }
    if (workspaceId === undefined || amountMicros === undefined) await list(given)
    else await enter(given, workspaceId, amountMicros)
    return 0
  } finally {
    await db.destroy()
    await database.close()
  }
}

const USAGE =
  'Usage: rolecall top-up [WORKSPACE-ID AMOUNT]\n' +
  'The amount is in the currency of MODEL_PRICES, e.g. 50 or 49.90; below zero it takes back what was entered by mistake.'

interface Given {
  db: Database
  plans: Config['plans']
  currency: string
  now: number
}

async function list(given: Given): Promise<void> {
  const { db, currency, now } = given
  for (const { id, account } of await findWorkspaces(db, [])) {
    const budget = await readBudget(given, { workspaceId: id, currency }, now)
    const words = (micros: bigint) => moneyWords(micros, currency)
    print(
      `${id}  ${account} / ${budget.workspaceName}: plan ${budget.planName}, ${words(budget.spentMicros)} used, ` +
        `${words(leftOf(budget))} left until ${isoTime(budget.endsAt)}, top-ups ${words(budget.topUpMicros)}`,
    )
  }
}

async function enter(given: Given, workspaceId: string, amountMicros: bigint): Promise<void> {
  const { db, currency, now } = given
  const known = (await findWorkspaces(db, [])).some(({ id }) => id === workspaceId)
  if (!known) throw new StartError(`There is no workspace ${workspaceId}. \`rolecall top-up\` lists them.`)
  const left = await enterTopUp(given, { workspaceId, amountMicros, currency, enteredBy: null, at: now })
  if (left === null) throw new StartError('Less is left of the top-ups than that. Nothing was changed.')
  print(`Left of top-ups now: ${moneyWords(left, currency)}`)
}

const MILLION = 1_000_000n

/** In millionths; undefined: no amount other than nothing. */
function readAmount(typed: string): bigint | undefined {
  const [, sign, units, fraction = ''] = /^([-+]?)(\d{1,9})(?:\.(\d{1,6}))?$/.exec(typed) ?? []
  if (units === undefined) return undefined
  const micros = BigInt(units) * MILLION + BigInt(fraction.padEnd(6, '0'))
  if (micros === 0n) return undefined
  return sign === '-' ? -micros : micros
}

const print = (line: string) => process.stdout.write(`${line}\n`)
