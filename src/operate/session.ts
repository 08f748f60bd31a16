import { createHmac } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Clock, HOUR_MS } from '../clock'
import { hashSecret, isSameSecret } from '../secrets'

const COOKIE = 'rolecall-operator'
const LASTS_MS = 12 * HOUR_MS

/** Whoever has shown the operators' token, for twelve hours or until the token is another. */
export interface Sessions {
  /** Compares in constant time. */
  isToken(given: string): boolean
  begin(request: FastifyRequest, reply: FastifyReply): void
  isSignedIn(request: FastifyRequest): boolean
  end(reply: FastifyReply): void
}

/** Kept by the browser alone, so that every process knows them: until when, and a proof of that by the token. */
export function createSessions(token: string, clock: Clock): Sessions {
  const key = hashSecret(`session of operators ${token}`)
  const proofOf = (until: string) => createHmac('sha256', key).update(until).digest('base64url')
  return {
    isToken: (given) => isSameSecret(given, token),
    begin(request, reply) {
      const until = String(clock.now() + LASTS_MS)
      reply.setCookie(COOKIE, `${until}.${proofOf(until)}`, {
        path: '/operate',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge: LASTS_MS / 1_000,
      })
    },
    isSignedIn({ cookies }) {
      const [until = '', proof = ''] = (cookies[COOKIE] ?? '').split('.')
      return isSameSecret(proof, proofOf(until)) && Number(until) > clock.now()
    },
    end: (reply) => void reply.clearCookie(COOKIE, { path: '/operate' }),
  }
}
