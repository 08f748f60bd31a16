import { join } from 'node:path'
import { build } from '../../src/build'
import { parseConfig } from '../../src/config'
import { createLog } from '../../src/log'
import type { Stage } from '../journeys/support'

/** Threads that read documents run the sources, without a build. */
const TYPESCRIPT = ['-r', join(__dirname, '../support/typescript.cjs')]

/** The whole product in this process, by the clock of the sandbox, which can be moved. */
export async function serve({ environment, url, sandbox }: Pick<Stage, 'environment' | 'url' | 'sandbox'>) {
  const config = parseConfig(environment)
  const app = await build({
    config,
    roles: { web: true, discord: true, worker: true },
    databaseUrl: environment.DATABASE_URL ?? '',
    publicUrl: url,
    clock: sandbox.clock,
    log: createLog('silent'),
    readerArguments: TYPESCRIPT,
  })
  await app.start(config.http.port)
  return app
}
