import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSandboxClock } from '../../../sandbox/clock'
import { createSandboxPage } from '../../../sandbox/server'
import { createUploads } from '../../../sandbox/uploads'

const mebibyte = 1_048_576
const page = createSandboxPage({ run: 'one', clock: createSandboxClock(), platforms: {} })
const server = createServer((request, response) => void page.handle(request, response))
let host: string

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  page.close()
  server.closeAllConnections()
  server.close()
})

const from = (origin: string, path = '/sandbox/upload?name=a.txt') =>
  fetch(`http://${host}${path}`, { method: 'POST', headers: { origin }, body: 'words' })

test('a file is given an id, by the page of the sandbox alone', async () => {
  const taken = await from(`http://${host}`)
  expect([taken.status, await taken.json()]).toEqual([200, { id: expect.stringMatching(/^[\w-]{36}$/) }])
  expect((await from('http://evil.test')).status).toBe(403)
  expect((await from('null')).status).toBe(403)
  const nameless = await fetch(`http://${host}/sandbox/upload?name=a.txt`, { method: 'POST', body: 'words' })
  expect(nameless.status).toBe(403)
})

test('a file needs a name', async () => {
  expect((await from(`http://${host}`, '/sandbox/upload')).status).toBe(400)
})

test('a file of more than 100 MiB is refused before it is read', async () => {
  const headers = { origin: `http://${host}`, 'content-length': 100 * mebibyte + 1 }
  const request = httpRequest(`http://${host}/sandbox/upload?name=big.bin`, { method: 'POST', headers })
  request.flushHeaders()
  const [response] = await once(request, 'response')
  expect(response.statusCode).toBe(413)
  request.destroy()
})

test('a file of more than 100 MiB that says nothing of its size is refused on the way', async () => {
  const options = { method: 'POST', headers: { origin: `http://${host}`, 'transfer-encoding': 'chunked' } }
  const request = httpRequest(`http://${host}/sandbox/upload?name=big.bin`, options)
  const answered = once(request, 'response')
  request.on('error', () => undefined)
  for (let sent = 0; sent <= 100; sent += 1) request.write(Buffer.alloc(mebibyte))
  request.end('more')
  const [response] = await answered
  expect(response.statusCode).toBe(413)
})

test('a file is taken once', async () => {
  const uploads = createUploads()
  const keeper = createServer((request, response) => void uploads.receive(request, response))
  keeper.listen(0, '127.0.0.1')
  await once(keeper, 'listening')
  const address = `http://127.0.0.1:${(keeper.address() as AddressInfo).port}/?name=${encodeURIComponent('Größe 1.md')}`
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'text/markdown' },
    body: 'words',
  })
  const { id } = (await response.json()) as { id: string }
  expect(uploads.take(id)).toEqual({
    name: 'Größe 1.md',
    mediaType: 'text/markdown',
    bytes: Buffer.from('words'),
  })
  expect(() => uploads.take(id)).toThrow('The file is gone')
  keeper.closeAllConnections()
  keeper.close()
})
