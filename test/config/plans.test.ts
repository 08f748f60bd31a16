import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planOf } from '../../src/billing'
import { ConfigError, parseConfig } from '../../src/config'
import { PLAN_VARIABLES } from '../../src/config/plan-variables'

const MIB = 2 ** 20

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('F108 there are two plans, also where nothing is set, and Pro allows more of everything', () => {
  const { basic, pro } = parseConfig({}).plans
  expect(basic).toEqual({
    name: 'Basic',
    seats: 25,
    documentBytes: 25 * MIB,
    monthlyBudgetMicros: 20_000_000n,
    monthlyPriceMicros: 0n,
  })
  expect(pro).toEqual({
    name: 'Pro',
    seats: 250,
    documentBytes: 100 * MIB,
    monthlyBudgetMicros: 100_000_000n,
    monthlyPriceMicros: 0n,
  })
})

test('what is set replaces what holds otherwise, part by part and in any order', () => {
  const { basic, pro } = parseConfig({
    PLAN_BASIC: 'seats 3',
    PLAN_PRO: ' Budget 249.5,seats 999999 , DOCUMENT 9999 mb',
  }).plans
  expect(basic).toMatchObject({ seats: 3, documentBytes: 25 * MIB, monthlyBudgetMicros: 20_000_000n })
  expect(pro).toMatchObject({
    seats: 999_999,
    documentBytes: 9_999 * MIB,
    monthlyBudgetMicros: 249_500_000n,
  })
})

test('a budget is exact to the millionth, and may be nothing', () => {
  const { basic, pro } = parseConfig({ PLAN_BASIC: 'budget 0.29', PLAN_PRO: 'budget 0' }).plans
  expect([basic.monthlyBudgetMicros, pro.monthlyBudgetMicros]).toEqual([290_000n, 0n])
})

test('the price of a month is exact to the cent', () => {
  const { basic, pro } = parseConfig({ PLAN_BASIC: 'price 0.29', PLAN_PRO: 'seats 9, price 199' }).plans
  expect([basic.monthlyPriceMicros, pro.monthlyPriceMicros]).toEqual([290_000n, 199_000_000n])
})

test('who sends invoices is named line by line', () => {
  expect(parseConfig({}).seller).toEqual([])
  expect(parseConfig({ INVOICE_FROM: 'Rolecall Ltd,  12 High Street ,London,' }).seller).toEqual([
    'Rolecall Ltd',
    '12 High Street',
    'London',
  ])
  expect(problemsOf({ INVOICE_FROM: ' , ' })).toEqual([
    expect.stringContaining('INVOICE_FROM must be a name'),
  ])
})

test.each([
  'ten seats',
  'seats 0',
  'seats -1',
  'seats 2.5',
  'seats 1000000',
  'seats 10 document 5 MB',
  'seats 10,',
  'seats 10, seats 20',
  'document 25',
  'document 0 MB',
  'document 25 GB',
  'budget 1,000',
  'budget $20',
  'budget 1.0000001',
  'price 1.005',
  'price -1',
  'pages 3',
])('PLAN_BASIC=%s is refused with a sentence that names it and says how it is written', (value) => {
  const [problem, ...others] = problemsOf({ PLAN_BASIC: value })
  expect(others).toEqual([])
  expect(problem).toBe(
    'PLAN_BASIC must be a list of what the plan allows, each once: "seats" with a number from 1 to 999999, ' +
      '"document" with a number of MB from 1 to 9999, "budget" with an amount, "price" with an amount' +
      `, but is "${value}". Example: PLAN_BASIC=seats 50`,
  )
})

test('what the README calls the default is what holds', () => {
  const written = Object.fromEntries(
    Object.entries(PLAN_VARIABLES).map(([name, variable]) => [name, variable.default ?? '']),
  )
  expect(parseConfig(written).plans).toEqual(parseConfig({}).plans)
})

test('the page for operators tells the plans as they are', () => {
  const page = readFileSync(join(__dirname, '../../docs/operators.md'), 'utf8')
  const { basic, pro } = parseConfig({}).plans
  const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  expect(page).toContain(`| | \`basic\` (${basic.name}) | \`pro\` (${pro.name}) |`)
  expect(page).toContain(row('seats', basic.seats, pro.seats))
  expect(page).toContain(
    row('size of a document', `${basic.documentBytes / MIB} MB`, `${pro.documentBytes / MIB} MB`),
  )
  expect(page).toContain(
    row(
      'budget of a month',
      `${basic.monthlyBudgetMicros / 1_000_000n}`,
      `${pro.monthlyBudgetMicros / 1_000_000n}`,
    ),
  )
  expect(page).toContain(
    row(
      'price of a month',
      `${basic.monthlyPriceMicros / 1_000_000n}`,
      `${pro.monthlyPriceMicros / 1_000_000n}`,
    ),
  )
})

test('a plan that nobody knows allows what the smallest does', () => {
  const { plans } = parseConfig({})
  expect(planOf(plans, 'pro')).toBe(plans.pro)
  expect(planOf(plans, 'unheard of')).toBe(plans.basic)
  expect(planOf(plans, 'toString')).toBe(plans.basic)
})
