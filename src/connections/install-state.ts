import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Clock, MINUTE_MS } from '../clock'
import { isSameSecret, newToken, type Secrets } from '../secrets'

/** An installation under way: what Slack must bring back, and what we remember meanwhile. */
interface Pending {
  state: string
  connectionCode: string | null
  /** Milliseconds since 1970. */
  until: number
}

const COOKIE = 'slack_install'
const LIFETIME_MS = 10 * MINUTE_MS

/**
 * Ties an installation to the browser that began it, so that nobody can make somebody else finish theirs.
 * The cookie is sealed, and Lax because Slack sends the browser back from another site.
 */
export function installStates({ secrets, clock }: { secrets: Secrets; clock: Clock }) {
  return {
    /** Resolves to the state for Slack. */
    begin(request: FastifyRequest, reply: FastifyReply, connectionCode: string | null): string {
      const pending: Pending = { state: newToken(), connectionCode, until: clock.now() + LIFETIME_MS }
      reply.setCookie(COOKIE, secrets.seal(JSON.stringify(pending)), {
        path: '/slack',
        maxAge: LIFETIME_MS / 1_000,
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
      })
      return pending.state
    },
    /** What was begun with this state in this browser, once; undefined when there is no such thing. */
    end(request: FastifyRequest, reply: FastifyReply, state: string): Pending | undefined {
      reply.clearCookie(COOKIE, { path: '/slack' })
      const pending = open(secrets, request.cookies[COOKIE])
      return pending && pending.until > clock.now() && isSameSecret(pending.state, state)
        ? pending
        : undefined
    },
  }
}

function open(secrets: Secrets, sealed: string | undefined): Pending | undefined {
  if (!sealed) return undefined
  try {
    return JSON.parse(secrets.open(sealed)) as Pending
  } catch {
    return undefined
  }
}
