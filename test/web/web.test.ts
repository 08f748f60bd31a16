import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { createLog } from '../../src/log'
import { choosePort, createWeb, csrfField, html, sendPage, type Web } from '../../src/web'
import type { WebOptions } from '../../src/web/server'
import { until } from '../support/until'

let web: Web | undefined
let logged: string[] = []

afterEach(async () => {
  await web?.close()
  web = undefined
  logged = []
})

async function start(options: Partial<WebOptions> = {}): Promise<string> {
  const log = createLog('info', { write: (line) => logged.push(line) })
  web = await createWeb({ adapters: [], pages: [], ready: async () => ({}), log, ...options })
  return web.listen({ host: '127.0.0.1', port: 0 })
}

const browser = { accept: 'text/html,*/*;q=0.8' }

const formPages = (app: FastifyInstance) => {
  app.get('/form/:id', (request, reply) =>
    sendPage(reply, {
      title: 'Form',
      body: html`<form method="post">${csrfField(request, reply)}<button>Go</button></form>`,
    }),
  )
  app.post('/form/:id', (_request, reply) => sendPage(reply, { title: 'Done', body: html`<p>Done</p>` }))
}

async function openForm(origin: string, path = '/form/1') {
  const page = await fetch(`${origin}${path}`)
  const cookie = page.headers.get('set-cookie') ?? ''
  const field = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  return { cookie, pair: cookie.split(';', 1)[0] ?? '', field }
}

const post = (url: string, cookie: string, csrf: string) =>
  fetch(url, { method: 'POST', headers: { ...browser, cookie }, body: new URLSearchParams({ csrf }) })

test('what was typed can never become markup', () => {
  const typed = `<img src=x onerror="alert('1')">&`
  expect(html`<p title="${typed}">${[typed, html`<b>${1}</b>`, null, false]}</p>`.toString()).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">' +
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;<b>1</b></p>',
  )
})

test('a page runs no script, sits in no frame, posts to nobody else and tells nobody where the visitor came from', async () => {
  const response = await fetch(`${await start({ pages: [formPages] })}/form/1`)
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("form-action 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('script-src')
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.text()).not.toMatch(/<script|<style|style=/)
})

test('its stylesheet knows light and dark and may be kept for ever', async () => {
  const origin = await start({ pages: [formPages] })
  const page = await (await fetch(`${origin}/form/1`)).text()
  const style = await fetch(origin + (/href="(\/assets\/[^"]+)"/.exec(page)?.[1] ?? ''))
  expect(style.headers.get('content-type')).toContain('text/css')
  expect(style.headers.get('cache-control')).toContain('immutable')
  expect(await style.text()).toContain('prefers-color-scheme: dark')
})

test('a form is taken with its cookie and field, from several tabs too', async () => {
  const origin = await start({ pages: [formPages] })
  const [one, two] = [await openForm(origin), await openForm(origin, '/form/2')]
  expect(one.cookie).toMatch(/; Path=\/form\/1; HttpOnly; SameSite=Strict/)
  expect((await post(`${origin}/form/1`, one.pair, one.field)).status).toBe(200)
  expect((await post(`${origin}/form/2`, two.pair, two.field)).status).toBe(200)
})

test.each([
  ['without the cookie', (form: { pair: string; field: string }) => ['', form.field]],
  ['without the field', (form) => [form.pair, '']],
  ['with the field of another page', (form, other) => [form.pair, other.field]],
] satisfies [string, (form: { pair: string; field: string }, other: { field: string }) => string[]][])(
  'a form %s is refused',
  async (_how, choose) => {
    const origin = await start({ pages: [formPages] })
    const [cookie = '', field = ''] = choose(await openForm(origin), await openForm(origin))
    const response = await post(`${origin}/form/1`, cookie, field)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('This form is no longer valid')
  },
)

test('a failing page shows a reference that the log has, and nothing of the program', async () => {
  const fail = (app: FastifyInstance) => {
    app.get('/fail/:token', () => {
      throw new Error('column "geheim" does not exist')
    })
  }
  const response = await fetch(`${await start({ pages: [fail] })}/fail/one-time-token`, { headers: browser })
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).not.toMatch(/geheim|at .*\.ts/)
  const reference = /<code>(\w{26})<\/code>/.exec(text)?.[1]
  expect(logged.join('')).toContain(reference)
  expect(logged.join('')).not.toContain('one-time-token')
})

test('an unknown address answers a browser with a page and a program with JSON', async () => {
  const origin = await start()
  const page = await fetch(`${origin}/nowhere`, { headers: browser })
  expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('There is nothing here')])
  const json = await fetch(`${origin}/nowhere`)
  expect([json.status, await json.json()]).toEqual([404, { error: 'There is nothing here' }])
})

test('ready names what is missing', async () => {
  const checks = { database: true, discord: false }
  const origin = await start({ ready: async () => checks })
  const missing = await fetch(`${origin}/readyz`)
  expect([missing.status, await missing.json()]).toEqual([
    503,
    { status: 'not ready', missing: ['discord'], checks: { database: true, discord: false } },
  ])
  checks.discord = true
  expect((await fetch(`${origin}/readyz`)).status).toBe(200)
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
})

test('one address may not ask without end, except for health', async () => {
  const origin = await start({ perMinute: 3 })
  const statuses = async (path: string) => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => fetch(origin + path, { headers: browser })),
    )
    return answers.map((response) => response.status).sort()
  }
  expect(await statuses('/healthz')).toEqual([200, 200, 200, 200, 200])
  expect(await statuses('/nowhere')).toEqual([404, 404, 404, 429, 429])
})

test('requests below the path of a platform go to its adapter, untouched', async () => {
  const seen: (string | undefined)[] = []
  const http = {
    path: '/slack/events',
    handle: (request: IncomingMessage, response: ServerResponse) => {
      seen.push(request.url)
      response.end('slack')
    },
  }
  const origin = await start({ adapters: [{}, { http }] })
  for (const path of ['/slack/events', '/slack/events?a=1', '/slack/events/b', '/slack/eventsx']) {
    await fetch(origin + path, { method: 'POST', body: '{}' })
  }
  expect(seen).toEqual(['/slack/events', '/slack/events?a=1', '/slack/events/b'])
})

test('the next free port is taken, unless the port was asked for', async () => {
  const [host, port] = ['127.0.0.1', Number(new URL(await start()).port)]
  await expect(choosePort({ host, port, portIsFixed: true })).rejects.toThrow(
    `PORT ${port} on 127.0.0.1 is taken by another program. Example: PORT=${port + 1}`,
  )
  expect(await choosePort({ host, port, portIsFixed: false })).toBeGreaterThan(port)
  expect(await choosePort({ host, port: 0, portIsFixed: true })).toBeGreaterThan(0)
})

test('closing waits for the answer under way', async () => {
  let finish: (() => void) | undefined
  const slow = (app: FastifyInstance) => {
    app.get('/slow', async () => {
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      return 'done'
    })
  }
  const answer = fetch(`${await start({ pages: [slow] })}/slow`)
  await until(() => finish !== undefined)
  const closed = web?.close()
  web = undefined
  finish?.()
  expect(await (await answer).text()).toBe('done')
  await closed
})
