import { HOUR_MS } from '../../src/clock'
import { type Operators, openOperators, TOKEN } from './stage'

let operators: Operators
beforeAll(async () => {
  operators = await openOperators()
})
afterAll(() => operators.close())

test('nothing is shown without proof: people are led to the sign-in, programs are refused (quality §3)', async () => {
  for (const path of [
    '/operate',
    '/operate/queues',
    '/operate/queues/api/queues',
    '/operate/queues/static/x.js',
  ]) {
    const seen = await operators.browse(path)
    expect([path, seen.status, seen.headers.get('location')]).toEqual([path, 303, '/operate/sign-in'])
    expect((await fetch(operators.origin + path)).status).toBe(401)
  }
  for (const [method, path] of [
    ['POST', '/operate/send-again'],
    ['PUT', '/operate/queues/api/queues/pause'],
  ] as const)
    expect((await operators.browse(path, '', { method })).status).toBe(401)
})

test('the token signs in for twelve hours, in a cookie that no script and no other site gets', async () => {
  const answer = await operators.send('/operate/sign-in', '/operate/sign-in', { token: ` ${TOKEN} ` })
  expect(answer.headers.get('location')).toBe('/operate')
  expect(answer.headers.getSetCookie().join()).toMatch(
    /rolecall-operator=[^;]+; Max-Age=43200; Path=\/operate; HttpOnly; SameSite=Strict/,
  )
  const cookie = await operators.signIn()
  expect((await operators.browse('/operate', cookie)).status).toBe(200)
  expect((await operators.browse('/operate/sign-in', cookie)).headers.get('location')).toBe('/operate')
  operators.clock.advance(12 * HOUR_MS)
  expect((await operators.browse('/operate', cookie)).status).toBe(303)
})

test('a cookie cannot be made or made to last longer without the token', async () => {
  const [name, value = ''] = (await operators.signIn()).split('=')
  const [until, proof] = value.split('.')
  for (const forged of [`${Number(until) + 1}.${proof}`, `${until}.`, `${until}`, '.', `${until}.${TOKEN}`])
    expect((await operators.browse('/operate', `${name}=${forged}`)).status).toBe(303)
})

test('signing out takes the cookie back', async () => {
  const cookie = await operators.signIn()
  const out = await operators.send('/operate', '/operate/sign-out', {}, cookie)
  expect(out.headers.getSetCookie().join()).toMatch(/rolecall-operator=; .*Expires=Thu, 01 Jan 1970/)
})

test('a wrong token is told so, and after ten a minute nobody is listened to (quality §3)', async () => {
  const wrong = await operators.send('/operate/sign-in', '/operate/sign-in', { token: 'guess' })
  expect([wrong.status, await wrong.text()]).toEqual([403, expect.stringContaining('That is not the token.')])
  const statuses = []
  for (let guess = 0; guess < 10; guess += 1)
    statuses.push((await operators.browse('/operate/sign-in', '', { method: 'POST' })).status)
  expect(statuses).toContain(429)
})

test('after a hundred tries a minute nobody is listened to, whatever address they name (quality §3)', async () => {
  const { browse, close } = await openOperators()
  try {
    const page = await browse('/operate/sign-in')
    const [csrf = ''] = page.headers.getSetCookie().map((cookie) => cookie.split(/[=;]/)[1])
    const guess = async (index: number) => {
      const headers = { 'x-forwarded-for': `10.0.${index}.9` }
      const body = new URLSearchParams({ csrf, token: 'guess' })
      return browse('/operate/sign-in', `csrf=${csrf}`, { method: 'POST', body, headers })
    }
    const statuses = []
    for (let index = 0; index < 101; index += 1) statuses.push((await guess(index)).status)
    expect(statuses).toEqual([...Array(100).fill(403), 429])
    expect(Number((await guess(200)).headers.get('retry-after'))).toBeGreaterThan(0)
  } finally {
    await close()
  }
})

test('a sign-in from a form of another site is refused', async () => {
  const sent = await operators.browse('/operate/sign-out', '', { method: 'POST' })
  expect([sent.status, await sent.text()]).toEqual([403, expect.stringContaining('no longer valid')])
})

test('figures want the token as bearer token', async () => {
  const ask = (authorization: string) => fetch(`${operators.origin}/metrics`, { headers: { authorization } })
  expect((await ask('')).status).toBe(401)
  expect((await ask(`Bearer ${TOKEN}x`)).status).toBe(401)
  const figures = await ask(`Bearer ${TOKEN}`)
  expect([figures.status, figures.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('version=0.0.4'),
  ])
})

test('the token never reaches the log', () => {
  expect(operators.logged.join('')).not.toContain(TOKEN)
})
