import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { userInfo } from 'node:os'
import { freePort } from '../../src/db/cluster'
import { makeFolder } from './server'
import { until } from './until'

export interface TestRedis {
  url: string
  /** As after a loss of everything. */
  flush(): Promise<void>
  stop(): Promise<void>
  /** After `stop`: at the same address, with nothing in it. */
  startAgain(): Promise<void>
}

/** A Redis of our own on a free port; null, with the reason printed, where the program cannot be had. */
export async function startRedis(): Promise<TestRedis | null> {
  if (!hasRedis() && !installRedis()) {
    process.stderr.write('Skipped on Redis: redis-server is not installed, and only root could install it.\n')
    return null
  }
  const [port, folder] = [await freePort(), makeFolder()]
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const cli = (...args: string[]) =>
    spawnSync('redis-cli', ['-p', String(port), ...args], { encoding: 'utf8' })
  async function start() {
    const server = spawn('redis-server', [...options, '--maxmemory-policy', 'noeviction'], {
      stdio: 'ignore',
    })
    const ended = once(server, 'exit')
    await until(() => cli('ping').stdout.startsWith('PONG'))
    return { server, ended }
  }
  let running = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: async () => {
      cli('flushall')
    },
    stop: async () => {
      running.server.kill('SIGTERM')
      await running.ended
    },
    startAgain: async () => {
      running = await start()
    },
  }
}

const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0

function installRedis(): boolean {
  if (userInfo().uid !== 0) return false
  try {
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { stdio: 'ignore' })
    return hasRedis()
  } catch {
    return false
  }
}
