import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { nodeFlags } from './peer'

const ROOT = join(__dirname, '..', '..')

/** The built product as it is deployed: one `rolecall` process. */
export interface Product {
  pid: number
  /** Of the HTTP server; empty for a process without one. */
  url: string
  stop(): Promise<void>
}

/** Resolves when it says that it is ready. `env` is all it sees of the environment. */
export async function startProduct(
  command: 'web' | 'discord' | 'worker',
  env: Record<string, string>,
): Promise<Product> {
  const child = spawn(process.execPath, [...nodeFlags(), join(ROOT, 'dist/src/main.js'), command], {
    // Elsewhere no `.env` of the developer is read.
    cwd: join(ROOT, 'bench'),
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const abandon = () => child.kill('SIGKILL')
  process.once('exit', abandon)
  let said = ''
  for await (const chunk of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += chunk
    if (said.includes('is ready')) break
  }
  if (!said.includes('is ready')) throw new Error(`rolecall ${command} did not start: ${said}`)
  child.stdout.resume()
  return {
    pid: child.pid ?? 0,
    url: / at (\S+)/.exec(said)?.[1] ?? '',
    stop: async () => {
      process.off('exit', abandon)
      child.kill('SIGTERM')
      await ended
    },
  }
}

export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef'

/** Where the Web API is; the measured requests never need it, since every one brings its response address. */
export interface SlackPlace {
  apiUrl: string
  botToken: string
}

/** Slack over HTTP. */
export const slackEnvironment = (databaseUrl: string, slack: SlackPlace) => ({
  DATABASE_URL: databaseUrl,
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 'bench').toString('base64')}`,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_API_URL: slack.apiUrl,
})
