import { leftOf, moneyWords, readAmount, readBudget } from './billing'
import { isoTime, systemClock } from './clock'
import type { Config } from './config'
import { type Database, openDatabase, settle, statement } from './db'
import { commandFor, enterTopUp, readRefundsDue, readWishes, refundReason, settleRefund } from './payments'
import { joinDatabase } from './prepare-database'
import { EX_USAGE, StartError } from './start-error'

const findWorkspaces = statement<{ id: string; account: string }>(
  'topUp.workspaces',
  `SELECT w.id, a.name AS account FROM workspace w JOIN account a ON a.id = w.account_id
WHERE w.deleted_at IS NULL AND a.deleted_at IS NULL ORDER BY a.name, w.name, w.id`,
)

const findTeams = statement<{ id: string; workspaceId: string; name: string }>(
  'topUp.teams',
  `SELECT id, workspace_id AS "workspaceId", name FROM team WHERE deleted_at IS NULL ORDER BY name, id`,
)

/**
 * Prints the budget of every workspace, the top-ups of teams and what people wish to pay; or enters a top-up: `words` are
 * the id of a workspace, or `--team` and that of a team, and an amount; or `--refunded` and what was given back. Resolves to the exit code. @throws StartError
 */
export async function topUpCommand(config: Config, words: readonly string[]): Promise<number> {
  const prices = config.model?.prices
  if (!prices)
    throw new StartError('MODEL_PRICES is not set: answers cost nothing, so there is nothing to top up.')
  const isTeam = words[0] === '--team'
  const isRefund = words[0] === '--refunded'
  const [id, typed, ...rest] = isTeam || isRefund ? words.slice(1) : words
  const amountMicros = typed === undefined ? undefined : readSigned(typed)
  const isComplete = isRefund ? id !== undefined && typed === undefined : amountMicros !== undefined
  if (rest.length > 0 || (words.length > 0 && !isComplete)) throw new StartError(USAGE, EX_USAGE)
  const database = await joinDatabase(config)
  const db = await openDatabase({ url: database.url, poolSize: 1 })
  try {
    const now = systemClock.now()
    const given = { db, plans: config.plans, currency: prices.currency, now }
    if (isRefund && id !== undefined) await noteRefund(given, id)
    else if (id === undefined || amountMicros === undefined) await list(given)
    else await enter(given, await (isTeam ? whichTeam(db, id) : whichWorkspace(db, id)), amountMicros)
    return 0
  } finally {
    await db.destroy()
    await database.close()
  }
}

const USAGE =
  'Usage: rolecall top-up [WORKSPACE-ID AMOUNT | --team TEAM-ID AMOUNT | --refunded ID]\n' +
  'The amount is in the currency of MODEL_PRICES, e.g. 50 or 49.90; below zero it takes back what was entered by mistake.'

interface Given {
  db: Database
  plans: Config['plans']
  currency: string
  now: number
}

async function list(given: Given): Promise<void> {
  const { db, currency, now } = given
  const teams = await findTeams(db, [])
  for (const { id, account } of await findWorkspaces(db, [])) {
    const budget = await readBudget(given, { workspaceId: id, currency }, now)
    const words = (micros: bigint) => moneyWords(micros, currency)
    print(
      `${id}  ${account} / ${budget.workspaceName}: plan ${budget.planName}, ${words(budget.spentMicros)} used, ` +
        `${words(leftOf(budget))} left until ${isoTime(budget.endsAt)}, top-ups ${words(budget.topUpMicros)}`,
    )
    for (const team of teams.filter(({ workspaceId }) => workspaceId === id)) {
      const { teamTopUpMicros } = await readBudget(given, { workspaceId: id, teamId: team.id, currency }, now)
      print(`  --team ${team.id}  ${team.name}: top-ups ${words(teamTopUpMicros)}`)
    }
  }
  for (const wish of await readWishes(db)) print(`Asked for on ${isoTime(wish.askedAt)}: ${commandFor(wish)}`)
  for (const due of await readRefundsDue(db)) {
    const { id, paid, plan, accountName, workspaceName, providerId } = due
    const what = paid
      ? moneyWords(paid.amountMicros, paid.currency)
      : `a month of the plan ${plan ?? 'unknown'}`
    print(
      `To be given back: ${what}, ${accountName} / ${workspaceName}, at Stripe ${providerId}. ${refundReason(due)}`,
    )
    print(`  Once it is, unless it goes from this list by itself: rolecall top-up --refunded ${id}`)
  }
}

/** Of money that came and could not be used. */
async function noteRefund({ db, now }: Given, id: string): Promise<void> {
  const noted = await settle(db, { key: `top-up:refunded:${id}`, at: now }, (wish) =>
    settleRefund(db, wish, id),
  )
  if (!noted)
    throw new StartError(`There is nothing to give back as ${id}. \`rolecall top-up\` lists what there is.`)
  print('It is not on the list any more.')
}

interface Purse {
  workspaceId: string
  teamId: string | null
}

async function whichWorkspace(db: Database, id: string): Promise<Purse> {
  const known = (await findWorkspaces(db, [])).some((workspace) => workspace.id === id)
  if (!known) throw new StartError(`There is no workspace ${id}. \`rolecall top-up\` lists them.`)
  return { workspaceId: id, teamId: null }
}

async function whichTeam(db: Database, id: string): Promise<Purse> {
  const team = (await findTeams(db, [])).find((each) => each.id === id)
  if (!team) throw new StartError(`There is no team ${id}. \`rolecall top-up\` lists them.`)
  return { workspaceId: team.workspaceId, teamId: id }
}

async function enter(given: Given, purse: Purse, amountMicros: bigint): Promise<void> {
  const { currency, now } = given
  const left = await enterTopUp(given, { ...purse, amountMicros, currency, enteredBy: null, at: now })
  if (left === null) throw new StartError('Less is left of the top-ups than that. Nothing was changed.')
  print(`Left of top-ups now: ${moneyWords(left, currency)}`)
}

/** In millionths; undefined: no amount other than nothing. */
function readSigned(typed: string): bigint | undefined {
  const [, sign, rest = ''] = /^([-+]?)(.*)$/.exec(typed) ?? []
  const micros = readAmount(rest)
  if (micros === undefined || micros === 0n) return undefined
  return sign === '-' ? -micros : micros
}

const print = (line: string) => process.stdout.write(`${line}\n`)
