import { createSdkLogger, type Log } from './logger'
import { tenantOf } from './sender'
import { createOutlet } from './web'

/** The token that the operator has configured. It opens one workspace, or one organisation, and no other. */
export interface FixedToken {
  /** Of which tenant it is; Slack is asked until it has told. @throws when Slack refuses the token or is out of reach */
  tenant(): Promise<string>
  /** Null for every other tenant. */
  tokenFor(tenant: string): Promise<string | null>
}

export function createFixedToken(options: {
  botToken: string
  apiUrl?: string
  clock: { now(): number }
  log: Log
}): FixedToken {
  const { botToken: token, apiUrl = 'https://slack.com/api/', clock, log } = options
  const logger = createSdkLogger(log)
  const { web } = createOutlet({ apiUrl, tokenFor: async () => token, now: () => clock.now(), logger })
  let known: Promise<string> | undefined

  async function ask(): Promise<string> {
    // https://docs.slack.dev/reference/methods/auth.test
    const { team_id, enterprise_id, is_enterprise_install } = await web.auth.test({ token })
    return tenantOf({
      teamId: team_id,
      enterpriseId: enterprise_id,
      orgWide: is_enterprise_install === true,
    })
  }

  function tenant(): Promise<string> {
    known ??= ask().catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }

  return {
    tenant,
    tokenFor: async (wanted) => ((await tenant()) === wanted ? token : null),
  }
}
