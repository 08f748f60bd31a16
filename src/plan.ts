import { isPlan, moneyWords, type Plan } from './billing'
import { fileSize, isRefusal } from './chat'
import { systemClock } from './clock'
import type { Config } from './config'
import { type Database, openDatabase, statement } from './db'
import { joinDatabase } from './prepare-database'
import { changePlan, readSeats, seatsWords } from './seats'
import { EX_USAGE, StartError } from './start-error'

interface Listed {
  id: string
  name: string
  accountId: string
  account: string
  plan: string
}

const findWorkspaces = statement<Listed>(
  'plan.workspaces',
  `SELECT w.id, w.name, a.id AS "accountId", a.name AS account, w.plan FROM workspace w JOIN account a ON a.id = w.account_id
WHERE w.deleted_at IS NULL AND a.deleted_at IS NULL ORDER BY a.name, w.name, w.id`,
)

/**
 * Prints the plans, and that of every workspace; or gives a workspace, named by its id or its name, another one: `words`.
 * Resolves to the exit code. @throws StartError
 */
export async function planCommand(config: Config, words: readonly string[]): Promise<number> {
  const [named, plan, ...rest] = words
  if (rest.length > 0 || (words.length > 0 && plan === undefined)) throw new StartError(USAGE, EX_USAGE)
  const database = await joinDatabase(config)
  const db = await openDatabase({ url: database.url, poolSize: 1 })
  try {
    const given = { db, plans: config.plans }
    if (named === undefined || plan === undefined) await list(given, config)
    else await give(given, named, plan)
    return 0
  } finally {
    await db.destroy()
    await database.close()
  }
}

const USAGE =
  'Usage: rolecall plan [WORKSPACE PLAN]\nThe workspace by its id or name, the plan: basic or pro.'

interface Given {
  db: Database
  plans: Config['plans']
}

async function list({ db, plans }: Given, { model }: Config): Promise<void> {
  for (const [key, plan] of Object.entries(plans)) print(`${key}: ${allows(plan, model?.prices?.currency)}`)
  for (const { id, name, account, plan } of await findWorkspaces(db, [])) {
    const seats = await readSeats({ db, plans }, id, systemClock.now())
    if (seats) print(`${id}  ${account} / ${name}: plan ${plan}, ${seatsWords(seats)} seats taken`)
  }
}

function allows(plan: Plan, currency = 'USD'): string {
  const { seats, documentBytes, monthlyBudgetMicros, monthlyPriceMicros } = plan
  const budget = moneyWords(monthlyBudgetMicros, currency)
  const price =
    monthlyPriceMicros > 0n ? `price ${moneyWords(monthlyPriceMicros, currency)} a month` : 'no price'
  return `${seats} seats, documents up to ${fileSize(documentBytes)}, budget ${budget} a month, ${price}`
}

async function give({ db, plans }: Given, named: string, plan: string): Promise<void> {
  if (!isPlan(plan)) throw new StartError(`There is no plan ${plan}. There are basic and pro.`, EX_USAGE)
  const { id: workspaceId, accountId } = await whichWorkspace(db, named)
  const changed = await changePlan({ db, plans }, { accountId, workspaceId, plan }, systemClock.now())
  if (isRefusal(changed)) throw new StartError(unknown(named))
  const { from, to, seats } = changed
  const now = from === to ? 'already has' : 'now has'
  print(`Workspace ${seats.workspaceName} ${now} the plan ${to}: ${seatsWords(seats)} seats taken.`)
  if (seats.used > seats.limit)
    print(
      `Nobody is thrown out. Nobody new can be invited until ${seats.used - seats.limit + 1} seats come free.`,
    )
}

async function whichWorkspace(db: Database, named: string): Promise<Listed> {
  const [only, ...others] = (await findWorkspaces(db, [])).filter(
    ({ id, name }) => id === named || name === named,
  )
  if (!only) throw new StartError(unknown(named))
  if (others.length === 0) return only
  const ids = [only, ...others].map(({ id, account }) => `${id} of account ${account}`).join(', ')
  throw new StartError(`Several workspaces are called ${named}; name one by its id: ${ids}.`)
}

const unknown = (named: string) => `There is no workspace ${named}. \`rolecall plan\` lists them.`

const print = (line: string) => process.stdout.write(`${line}\n`)
