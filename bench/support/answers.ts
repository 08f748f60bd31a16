import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a slow answer says first, at the same address. */
const WORKING = 'Working…'

/** Where response addresses lead: every answer is matched to its request by the number in the address. */
export interface Answers {
  /** A new response address, and the answer that will be posted there; null when none comes within `timeoutMs`. */
  expect(timeoutMs: number): { url: string; answer: Promise<string | null> }
}

export async function startAnswers(): Promise<Answers> {
  const waiting = new Map<string, (answer: string | null) => void>()
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 2 }).end('ok')
      if (body.includes(WORKING)) return
      const path = request.url ?? ''
      waiting.get(path)?.(body)
      waiting.delete(path)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let number = 0
  return {
    expect(timeoutMs) {
      number += 1
      const path = `/answers/${number}`
      const answer = new Promise<string | null>((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(path)
          resolve(null)
        }, timeoutMs)
        waiting.set(path, (said) => {
          clearTimeout(timer)
          resolve(said)
        })
      })
      return { url: base + path, answer }
    },
  }
}
