import { build, type Roles, slackName } from './build'
import { systemClock } from './clock'
import type { Config } from './config'
import { declaredCommands } from './declared-commands'
import type { Log } from './log'
import { sandboxOperatorToken } from './operator-token'
import { prepareDatabase } from './prepare-database'
import { type SandboxMode, startSandboxMode } from './sandbox-mode'
import { choosePort } from './web'

export interface Running {
  /** Where the HTTP server listens; null when this process has none. */
  url: string | null
  /** Makes the first account when typed into chat; null when there is one, or the sandbox has typed it already. */
  claimCode: string | null
  /** Takes nothing new, lets everything under way end, lets go of everything. */
  stop(): Promise<void>
  /** For an exit that waits for nothing under way: stops only what would outlive this process, the embedded database. */
  abandon(): Promise<void>
}

/** Starts one process. What has been started is stopped again when something fails. @throws StartError */
export async function start(config: Config, roles: Roles, log: Log): Promise<Running> {
  const started: (() => Promise<void>)[] = []
  const stop = async () => {
    const failures: unknown[] = []
    // What does not end well keeps nothing else from ending.
    for (const end of started.splice(0).reverse()) await end().catch((error) => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }
  try {
    const port = roles.web ? await choosePort(config.http) : 0
    const url = roles.web ? `http://${config.http.host}:${port}` : null
    const database = await prepareDatabase(config)
    started.push(database.close)
    const sandbox = await stageSandbox(config, roles, url)
    if (sandbox) started.push(sandbox.close)
    const app = await build({
      config: sandbox ? { ...sandbox.config, operatorToken: await sandboxOperatorToken(config) } : config,
      roles,
      databaseUrl: database.url,
      publicUrl: config.http.publicUrl ?? url ?? `http://127.0.0.1:${config.http.port}`,
      clock: sandbox?.clock ?? systemClock,
      log,
      ...(sandbox && { sandboxPage: sandbox.page }),
      ...(sandbox?.prices && { prices: sandbox.prices }),
    })
    started.push(app.stop)
    await app.start(port)
    sandbox?.clock.onAdvance(() => void app.wakeAll())
    // One process prints it: a further code would end this one.
    const code = (config.slack ? roles.web : roles.discord) ? await app.claimCode() : null
    const claimed = code !== null && (await sandbox?.setTheScene(code))
    return { url, claimCode: claimed ? null : code, stop, abandon: database.close }
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}

// The sandbox lives inside one process, so only the one that does everything can have it.
async function stageSandbox(
  config: Config,
  roles: Roles,
  url: string | null,
): Promise<SandboxMode | undefined> {
  const alone = roles.web && roles.discord && roles.worker
  return alone && config.sandbox.length > 0
    ? startSandboxMode(config, declaredCommands(), slackName, `${url}/payments/stripe`)
    : undefined
}
