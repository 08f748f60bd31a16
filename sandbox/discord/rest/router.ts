import type { Context } from '../context'
import type { User } from '../types'

export interface ApiRequest {
  /** By name of the path part; the router has filled in all that the path names. */
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
  /** Uploaded files, in order of their `files[n]` fields. */
  files: { filename: string; contentType: string; bytes: Buffer }[]
  /** Routes for bearer tokens: whose it is, and its scopes. */
  bearer?: { user: User; scopes: string[] }
}

export interface Reply {
  status: number
  body?: unknown
  /** Instead of JSON. */
  raw?: { contentType: string; bytes: Buffer | string }
  location?: string
}

export interface Route {
  method: string
  /** As in the call log: `/channels/:channel/messages`. */
  path: string
  /** 'bot' needs the bot token, 'bearer' a person's; 'either' takes both; 'none' asks for nothing. */
  auth: 'bot' | 'bearer' | 'either' | 'none'
  handle(request: ApiRequest, context: Context): Reply | Promise<Reply>
}

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const created = (body: unknown): Reply => ({ status: 201, body })
export const noContent: Reply = { status: 204 }

/** A route for the bot token. */
export function bot(line: string, handle: Route['handle']): Route {
  const [method = '', path = ''] = line.split(' ')
  return { method, path, auth: 'bot', handle }
}

export function createRouter(routes: Route[]) {
  const compiled = routes.map((route) => ({ route, parts: route.path.split('/') }))
  return function match(
    method: string,
    pathname: string,
  ): { route: Route; params: Record<string, string> } | undefined {
    const parts = pathname.split('/')
    for (const candidate of compiled) {
      if (candidate.route.method !== method || candidate.parts.length !== parts.length) continue
      const params: Record<string, string> = {}
      const fits = candidate.parts.every((part, index) => {
        const given = parts[index] ?? ''
        if (!part.startsWith(':')) return part === given
        params[part.slice(1)] = decodeURIComponent(given)
        return given !== ''
      })
      if (fits) return { route: candidate.route, params }
    }
    return undefined
  }
}
