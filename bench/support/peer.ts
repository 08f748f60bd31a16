import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

/** A file of this folder in a process of its own, so that the sides of a measurement share no event loop. */
export interface Peer<Ready = unknown> {
  pid: number
  /** What it said when it was ready. */
  ready: Ready
  ask<T>(question: object): Promise<T>
  stop(): Promise<void>
}

export async function startPeer<Ready>(file: string, options: object): Promise<Peer<Ready>> {
  const child = fork(join(ROOT, 'bench', file), {
    cwd: ROOT,
    execArgv: [...nodeFlags(), '-r', join(ROOT, 'test/support/typescript.cjs')],
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} has ended with ${code}`)
  })
  ended.catch(() => {})
  const ask = async <T>(question: object): Promise<T> => {
    const answer = once(child, 'message')
    child.send(question)
    const [said] = await Promise.race([answer, ended])
    return said as T
  }
  const ready = await ask<Ready>(options)
  return {
    pid: child.pid ?? 0,
    ready,
    ask,
    stop: async () => {
      child.disconnect()
      await ended.catch(() => {})
    },
  }
}

/** E.g. `BENCH_NODE_FLAGS="--cpu-prof --cpu-prof-dir=profiles"`: for every process that is measured. */
export const nodeFlags = () => process.env.BENCH_NODE_FLAGS?.split(' ') ?? []

/** The other half, called in that file: `start` gets the options and returns what is ready and who answers questions. */
export function runPeer<Options, Question = never>(
  start: (options: Options) => Promise<{ ready: object; answer?(question: Question): Promise<object> }>,
): void {
  process.once('message', async (options: Options) => {
    const { ready, answer } = await start(options)
    process.on('message', async (question: Question) => process.send?.(await answer?.(question)))
    process.send?.(ready)
  })
  process.once('disconnect', () => process.exit())
}
