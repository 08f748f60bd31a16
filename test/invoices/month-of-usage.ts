import { afterDraw, type Budget, draw } from '../../src/billing/budget'
import { isoTime } from '../../src/clock'
import { newId } from '../../src/db'
import { DOLLAR } from '../billing/stage'
import type { Rolecall } from '../support/rolecall'
import type { SeededTeam } from '../support/seed'

const PEOPLE = 300
const ANSWERS = 30_000
const TEAMS = 6
const CHATBOTS = 60

/** The same numbers in every run. */
function dice(seed: number) {
  let state = seed
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

interface Month {
  from: number
  until: number
  /** Since then the plan is Pro. */
  proSince: number
}

/**
 * A month of a workspace, written into the ledgers as answers and top-ups leave them: hundreds of people of several teams,
 * who ask chatbots of their own and of their teams. Some answers lie beside the month by a millisecond.
 */
export async function useForAMonth(
  { db, options }: Pick<Rolecall, 'db' | 'options'>,
  { accountId, workspaceId }: SeededTeam,
  { from, until, proSince }: Month,
): Promise<void> {
  const roll = dice(4_711)
  const insert = (table: string, rows: readonly object[]) =>
    db.query(
      `INSERT INTO ${table} (${Object.keys(rows[0] ?? {}).join(', ')})
       SELECT ${Object.keys(rows[0] ?? {}).join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    )
  const made = { account_id: accountId, created_at: isoTime(from) }
  const people = Array.from({ length: PEOPLE }, (_, index) => ({ id: newId(from), name: `Person ${index}` }))
  await insert(
    'person',
    people.map((person) => ({ ...person, created_at: made.created_at })),
  )
  const teams = Array.from({ length: TEAMS }, (_, index) => ({
    team: { id: newId(from), name: `Team ${index}`, workspace_id: workspaceId, ...made },
    owner: pick(people, index),
  }))
  for (const { team, owner } of teams) {
    await db.query(
      `WITH team AS (INSERT INTO team (id, account_id, workspace_id, name, created_at) VALUES ($1, $2, $3, $4, $5))
       INSERT INTO membership (id, account_id, workspace_id, team_id, person_id, role, joined_at) VALUES ($6, $2, $3, $1, $7, 'owner', $5)`,
      [team.id, accountId, workspaceId, team.name, made.created_at, newId(from), owner.id],
    )
  }
  const chatbots = Array.from({ length: CHATBOTS }, (_, index) => ({
    ...{
      id: newId(from),
      account_id: accountId,
      workspace_id: workspaceId,
      owner_id: pick(people, index).id,
    },
    ...{ name: `Chatbot ${index}`, created_at: made.created_at },
  }))
  await insert('chatbot', chatbots)
  // The first of them are shared with a team each, the others are personal.
  const shared = chatbots.slice(0, 40)
  await insert(
    'share_grant',
    shared.map(({ id, owner_id }, index) => ({
      ...{ id: newId(from), account_id: accountId, chatbot_id: id, team_id: pick(teams, index).team.id },
      ...{ level: 'view', knowledge: true, granted_by: owner_id, granted_at: made.created_at },
    })),
  )
  const topUps = [5, 12, 12, 25].map((day, index) => ({
    ...{ id: newId(from + day), account_id: accountId, workspace_id: workspaceId, currency: 'USD' },
    ...{ amount_micros: String(BigInt(index + 1) * 7n * DOLLAR + BigInt(index) * 3_333n) },
    at: isoTime(from + day * 86_400_000 + index),
  }))
  await insert('top_up', topUps)

  let budget: Budget = { budgetMicros: 0n, spentMicros: 0n, teamTopUpMicros: 0n, topUpMicros: 0n }
  const pending = topUps.map(({ at, amount_micros }) => ({
    at: Date.parse(at),
    amount: BigInt(amount_micros),
  }))
  const moments = Array.from({ length: ANSWERS }, () => from + roll(until - from)).sort((a, b) => a - b)
  const uses = [from - 1, from, ...moments, until - 1, until].map((at) => {
    while (pending[0] && pending[0].at <= at)
      budget = { ...budget, topUpMicros: budget.topUpMicros + (pending.shift()?.amount ?? 0n) }
    const { basic, pro } = options.plans
    budget = { ...budget, budgetMicros: (at < proSince ? basic : pro).monthlyBudgetMicros }
    const cost = BigInt(roll(9_000) + 1)
    const split = draw(budget, cost)
    budget = afterDraw(budget, split)
    const index = roll(CHATBOTS)
    const id = newId(at)
    const owned = index < shared.length ? pick(teams, index) : null
    return {
      ...{ id, account_id: accountId, workspace_id: workspaceId, turn_id: id },
      ...{ chatbot_id: pick(chatbots, index).id, asked_by: pick(people, roll(PEOPLE)).id },
      payer_person: owned ? owned.owner.id : pick(chatbots, index).owner_id,
      ...{ team_id: owned?.team.id ?? null, model: 'm', input_tokens: 10, output_tokens: 5 },
      ...{ cost_micros: String(cost), currency: 'USD', top_up_micros: String(split.fromTopUp) },
      ...{ team_top_up_micros: '0', at: isoTime(at) },
    }
  })
  await insert('usage_entry', uses)
}

function pick<T>(all: readonly T[], index: number): T {
  const found = all[index % all.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}
