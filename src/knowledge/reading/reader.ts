import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReadingFailure } from './failure'
import { watchMemory } from './memory-watch'
import type { Assignment, Report } from './protocol'
import type { Summary } from './read-document'
import type { Section } from './section'
import { createWorkTimer } from './work-timer'

export interface ReaderOptions {
  /** Options of Node for the thread. */
  execArgv?: readonly string[]
  /** Time in which the thread works; waiting for who takes the sections does not count. */
  timeoutMs?: number
  /** Memory for the objects of the thread; for its buffers as much again, twice. */
  memoryMiB?: number
  /** Of all sections together: more than any text file of its own size limit gives. */
  mostCharacters?: number
}

export interface Reading {
  /** As they are read, once. When something goes wrong they end, and the outcome says so. */
  sections: AsyncIterable<Section>
  /** Whole percents of the file that are read. */
  progress(): number
  /** After the sections have ended. @throws when the disk fails. */
  outcome: Promise<Summary | ReadingFailure>
}

export interface Reader {
  /** `name` as people see it: it tells apart kinds of text. */
  read(path: string, name: string, signal?: AbortSignal): Reading
}

const MINUTE_MS = 60_000
const MIB = 1024 * 1024

/** Reads documents, each in a thread of its own that is ended when it takes too much. */
export function createReader({
  execArgv = [],
  timeoutMs = 3 * MINUTE_MS,
  memoryMiB = 512,
  mostCharacters = 200 * MIB,
}: ReaderOptions = {}): Reader {
  return {
    read(path, name, signal) {
      const worker = new Worker(join(__dirname, `worker${extname(__filename)}`), {
        workerData: { path, name, mostCharacters } satisfies Assignment,
        execArgv: [...execArgv],
        resourceLimits: { maxOldGenerationSizeMb: memoryMiB, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
        env: {},
        stdout: true,
        stderr: true,
      })
      return follow(worker, { timeoutMs, memoryMiB, ...(signal && { signal }) })
    },
  }
}

type Limits = { timeoutMs: number; memoryMiB: number; signal?: AbortSignal }

function follow(worker: Worker, { timeoutMs, memoryMiB, signal }: Limits): Reading {
  let progress = 0
  let batch: Section[] | null = null
  let wake = () => {}
  let over = false
  const { promise, resolve, reject } = withResolvers<Summary | ReadingFailure>()
  const finish = (settle: () => void) => {
    if (over) return
    over = true
    timer.stop()
    unwatch()
    signal?.removeEventListener('abort', stop)
    void worker.terminate()
    settle()
    wake()
  }
  const fail = (failure: ReadingFailure) => finish(() => resolve(failure))
  const stop = () => fail({ code: 'stopped' })
  const outOfMemory = () => fail({ code: 'outOfMemory', limitMiB: memoryMiB })
  const timer = createWorkTimer(timeoutMs, () => fail({ code: 'timeout', limitMs: timeoutMs }))
  const unwatch = watchMemory(memoryMiB * 3, outOfMemory)

  worker.on('message', (report: Report) => {
    timer.stop()
    if (report.kind === 'end') finish(() => resolve(report.outcome))
    else if (report.kind === 'outage') finish(() => reject(new Error(report.message)))
    else {
      batch = report.sections
      progress = report.progress
      wake()
    }
  })
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') outOfMemory()
    else finish(() => reject(error))
  })
  worker.on('exit', (code) => finish(() => reject(new Error(`the reading thread ended with ${code}`))))
  // Nobody may ask for the outcome, and then it is not a crash.
  promise.catch(() => undefined)
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  else timer.start()

  async function* sections(): AsyncGenerator<Section> {
    try {
      while (true) {
        if (batch === null && !over) await new Promise<void>((resolve) => (wake = resolve))
        if (batch === null) return
        const taken: Section[] = batch
        batch = null
        if (!over) {
          timer.start()
          worker.postMessage('more')
        }
        yield* taken
      }
    } finally {
      stop()
    }
  }
  return { sections: sections(), progress: () => Math.floor(progress * 100), outcome: promise }
}

function withResolvers<T>() {
  let resolve!: (value: T) => void
  let reject!: (reason: unknown) => void
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
