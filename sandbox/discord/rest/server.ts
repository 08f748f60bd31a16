import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Context } from '../context'
import { DiscordError, discordError } from '../errors'
import { takeFailure } from '../faults'
import type { Verdict } from '../rate-limits'
import { readBody } from './body'
import { fileRoute } from './cdn'
import { type ApiRequest, createRouter, type Reply, type Route } from './router'

/** One answered call, for tests to look at. */
export interface Call {
  /** E.g. `POST /channels/:channel/messages`. */
  route: string
  method: string
  path: string
  body: unknown
  status: number
  /** By the sandbox clock, milliseconds since 1970. */
  at: number
}

const callsKept = 20_000

interface ServerParts {
  routes: Route[]
  calls: Call[]
  limit(route: string, major: string): Verdict
  bearer(token: string): ApiRequest['bearer']
}

/** The REST API on `/api/v10`, and the file server. https://docs.discord.com/developers/reference#http-api */
export function createApiServer(context: Context, { routes, calls, limit, bearer }: ServerParts): Server {
  const matchApi = createRouter(routes)
  const matchFile = createRouter([fileRoute])

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (context.faults.down) return void incoming.socket.destroy()
    if (context.faults.delayMs > 0) await pause(context.faults.delayMs)
    const url = new URL(incoming.url ?? '/', context.origin)
    const method = incoming.method ?? 'GET'
    const path = url.pathname.replace(/^\/api(\/v10)?(?=\/)/, '')
    const match = matchFile(method, url.pathname) ?? matchApi(method, path)
    const { body, files } = await readBody(incoming, context.attachmentSizeLimit)
    const route = match ? `${method} ${match.route.path}` : `${method} ${path}`
    const request: ApiRequest = { params: match?.params ?? {}, query: url.searchParams, body, files }
    const { reply, headers } = await handle(
      match?.route,
      route,
      request,
      incoming.headers.authorization ?? '',
    )
    if (calls.length >= callsKept) calls.splice(0, callsKept / 2)
    calls.push({ route, method, path, body, status: reply.status, at: context.clock.now() })
    write(response, reply, headers)
  }

  async function handle(route: Route | undefined, name: string, request: ApiRequest, authorization: string) {
    const headers: Record<string, string> = {}
    try {
      const failure = takeFailure(context.faults, name)
      if (failure)
        return {
          reply: { status: failure.status, body: failure.body ?? failureBody(failure.status) },
          headers: retryHeader(failure.body),
        }
      if (!route) throw discordError('general')
      authenticate(route, request, authorization)
      const { params } = request
      const major = params.token ?? params.channel ?? params.guild ?? ''
      const verdict = limit(name, major)
      Object.assign(headers, verdict.headers)
      if (verdict.refused) return { reply: { status: 429, body: verdict.refused }, headers }
      return { reply: await route.handle(request, context), headers }
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error
      const { status, code, message, errors } = error
      return { reply: { status, body: { message, code, ...(errors !== undefined && { errors }) } }, headers }
    }
  }

  function authenticate(route: Route, request: ApiRequest, authorization: string): void {
    if (route.auth === 'none') return
    const [scheme, token = ''] = authorization.split(' ')
    const isBot = scheme === 'Bot' && token === context.botToken && !context.faults.tokenRevoked
    if (isBot && route.auth !== 'bearer') return
    const known = scheme === 'Bearer' && route.auth !== 'bot' ? bearer(token) : undefined
    if (!known) throw discordError('unauthorized')
    request.bearer = known
  }

  return createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      const known = error instanceof DiscordError ? error : undefined
      const message =
        known?.message ?? `500: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
      write(response, { status: known?.status ?? 500, body: { message, code: known?.code ?? 0 } }, {})
    })
  })
}

function write(response: ServerResponse, reply: Reply, headers: Record<string, string>): void {
  const bytes = reply.raw?.bytes ?? (reply.body === undefined ? '' : JSON.stringify(reply.body))
  response.writeHead(reply.status, {
    ...headers,
    ...(bytes.length > 0 && { 'Content-Type': reply.raw?.contentType ?? 'application/json' }),
    ...(reply.location !== undefined && { Location: reply.location }),
  })
  response.end(bytes)
}

function failureBody(status: number) {
  if (status === 429) return { message: 'You are being rate limited.', retry_after: 0.05, global: false }
  return { message: `${status}: fault ordered by a test`, code: 0 }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Discord says it in the header too, in whole seconds. https://docs.discord.com/developers/topics/rate-limits */
const retryHeader = (body: unknown): Record<string, string> =>
  typeof body === 'object' && body !== null && 'retry_after' in body
    ? { 'Retry-After': String(Math.ceil(Number(body.retry_after))) }
    : {}
