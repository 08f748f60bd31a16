import type { Log } from '../../chat'
import type { Enqueue, FeatureJob } from '../../feature'
import type { AskingOptions } from '../options'

/** Has versions read; what the queue does not take now, a sweep asks for again. */
export const createAskReading =
  (enqueue: Enqueue, job: FeatureJob<{ versionId: string }>, log: Log): AskingOptions['askReading'] =>
  async (versionIds) => {
    for (const versionId of versionIds) {
      try {
        await enqueue(job, { versionId }, { id: versionId })
      } catch (err) {
        log.warn({ err, versionId }, 'Could not ask for a document to be read')
      }
    }
  }
