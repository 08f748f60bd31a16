import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { answerCall } from './api'
import { authorize } from './authorize'
import { serveFiles } from './file-addresses'
import type { Json } from './json'
import { type Buckets, createBuckets } from './limits'
import { ApiRefusal } from './refusal'
import { basicCredentials, bearer, readArguments } from './request'
import { respond } from './respond'
import type { SocketHub } from './socket'
import type { Slack } from './state'

/** The HTTP side: Web API, files, response addresses, the OAuth page, and the upgrade to Socket Mode. */
export function serve(server: Server, slack: Slack, sockets: SocketHub): void {
  const buckets = createBuckets(slack.clock)
  server.on('request', (request, response) => {
    handle(slack, buckets, request, response).catch((error: Error) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(error.message)
    })
  })
  server.on('upgrade', (request, socket, head) => {
    if (slack.faults.down) socket.destroy()
    else sockets.upgrade(request, socket, head)
  })
}

async function handle(slack: Slack, buckets: Buckets, request: IncomingMessage, response: ServerResponse) {
  if (slack.faults.down) {
    send(response, 503, { ok: false, error: 'internal_error' })
    return
  }
  const url = new URL(request.url ?? '/', slack.origin)
  if (slack.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, slack.faults.delayMs))
  if (await serveFiles(slack, url, request, response)) return
  const args = { ...Object.fromEntries(url.searchParams), ...(await readArguments(request)) }
  if (url.pathname.startsWith('/api/')) {
    const { token: given, ...rest } = args
    const token = bearer(request) ?? (typeof given === 'string' ? given : undefined)
    const credentials = basicCredentials(request)
    const answer = answerCall(slack, buckets, url.pathname.slice('/api/'.length), token, {
      ...credentials,
      ...rest,
    })
    send(response, answer.status, answer.body, answer.headers)
    return
  }
  if (url.pathname.startsWith('/respond/')) return answerResponse(slack, url, args, response)
  if (url.pathname === '/openid/connect/keys') {
    send(response, 200, slack.openId.keys())
    return
  }
  if (url.pathname === '/oauth/v2/authorize' || url.pathname === '/openid/connect/authorize') {
    const { status, location, html } = authorize(slack, url)
    const headers = { 'content-type': 'text/html; charset=utf-8', ...(location ? { location } : {}) }
    response.writeHead(status, headers).end(html ?? '')
    return
  }
  send(response, 404, { ok: false, error: 'not_found' })
}

function answerResponse(slack: Slack, url: URL, args: Json, response: ServerResponse): void {
  const target = slack.responseUrls.take(url.pathname.slice('/respond/'.length))
  const log = (status: number, error?: string) => {
    const at = slack.clock.now()
    slack.calls.push({ method: 'response_url', body: args, at, status, ...(error ? { error } : {}) })
  }
  if ('code' in target) {
    log(404, target.code)
    send(response, 404, { ok: false, error: target.code })
    return
  }
  try {
    respond(slack, target, args)
    log(200)
    send(response, 200, { ok: true })
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error
    log(400, error.code)
    send(response, 400, { ok: false, error: error.code, ...error.more })
  }
}

function send(response: ServerResponse, status: number, body: Json, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}
