import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import type { Assignment, Report } from './protocol'
import { readDocument } from './read-document'
import type { Section } from './section'

/** The thread in which one document is read. Started by `createReader`; it ends by itself. */
const BATCH_CHARACTERS = 128 * 1024
const BATCH_SECTIONS = 500

async function run(port: NonNullable<typeof parentPort>, assignment: Assignment): Promise<void> {
  const tell = (report: Report) => port.postMessage(report)
  let sections: Section[] = []
  let characters = 0
  let done = 0
  const flush = async () => {
    if (sections.length === 0) return
    tell({ kind: 'batch', sections, progress: done })
    sections = []
    characters = 0
    await once(port, 'message')
  }
  try {
    const outcome = await readDocument(assignment, async (section, progress) => {
      sections.push(section)
      characters += section.text.length
      done = progress
      if (characters >= BATCH_CHARACTERS || sections.length >= BATCH_SECTIONS) await flush()
    })
    await flush()
    tell({ kind: 'end', outcome })
  } catch (error) {
    tell({ kind: 'outage', message: error instanceof Error ? error.message : String(error) })
  }
  port.close()
}

if (parentPort) void run(parentPort, workerData as Assignment)
