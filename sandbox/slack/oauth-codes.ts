import type { SandboxClock } from '../clock'

export interface Grant {
  teamId: string
  userId: string
  redirectUri?: string
  /** Sign in with Slack: comes back in the id token. */
  nonce?: string
}

/** Codes that are good once within ten minutes: https://docs.slack.dev/authentication/installing-with-oauth */
export interface OAuthCodes {
  mint(grant: Grant): string
  redeem(code: string): Grant | { code: string }
}

const codeLifetimeMs = 10 * 60_000

export function createOAuthCodes(clock: SandboxClock, secret: () => string): OAuthCodes {
  const codes = new Map<string, { grant: Grant; expiresAt: number; used: boolean }>()
  return {
    mint(grant) {
      const code = `${clock.now()}.${secret()}`
      codes.set(code, { grant, expiresAt: clock.now() + codeLifetimeMs, used: false })
      return code
    },
    redeem(code) {
      const minted = codes.get(code)
      if (!minted) return { code: 'invalid_code' }
      if (minted.used) return { code: 'code_already_used' }
      if (clock.now() > minted.expiresAt) return { code: 'invalid_code' }
      minted.used = true
      return minted.grant
    },
  }
}
