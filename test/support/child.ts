import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { until } from './until'

const ROOT = join(__dirname, '..', '..')

export interface Child {
  pid: number
  /** Everything written to standard output and standard error so far. */
  output(): string
  /** Resolves with the first match in the output. @throws when the child ends before, or after 30 s if no other time is given. */
  prints(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>
  signal(name: NodeJS.Signals): void
  /** The exit code; null when a signal ended it. */
  ended: Promise<number | null>
}

/**
 * Runs a TypeScript file of this project in a Node process of its own.
 * `env` is all it sees of the environment, beside PATH and HOME.
 */
export function runChild(
  file: string,
  args: readonly string[] = [],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Child {
  const child = spawn(
    process.execPath,
    ['-r', join(ROOT, 'test/support/typescript.cjs'), join(ROOT, file), ...args],
    {
      cwd: options.cwd ?? ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  return observe(child)
}

function observe(child: ChildProcess): Child {
  let output = ''
  let over = false
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const ended = once(child, 'close').then(([code]) => {
    over = true
    return code as number | null
  })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    prints: async (pattern, timeoutMs = 30_000) => {
      await until(() => pattern.test(output) || over, { timeoutMs, what: `${pattern} in\n${output}` })
      const match = pattern.exec(output)
      if (!match) throw new Error(`the child ended without printing ${pattern}:\n${output}`)
      return match
    },
    signal: (name) => child.kill(name),
    ended,
  }
}
