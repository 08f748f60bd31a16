import { setTimeout } from 'node:timers/promises'
import { createPostgresBackend } from 'bullmq'

/** After a failure a worker asks the store again this much later, in milliseconds. */
const AGAIN_MS = 1_000

/**
 * BullMQ keeps for good that its store was not ready once, and a worker whose question fails asks again at once, before
 * any timer or socket of the process has its turn. Here every question looks anew, and a failed one is told a second late.
 */
export const createPatientBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given)
  const { connection } = backend
  const isReady = connection.waitUntilReady.bind(connection)
  const moveToActive = backend.moveToActive.bind(backend)
  connection.waitUntilReady = () =>
    isReady().catch((error) => {
      // Private in its declaration; without it nothing but a new process finds the store ready again.
      Reflect.deleteProperty(connection, 'readyPromise')
      throw error
    })
  backend.moveToActive = (...asked) =>
    moveToActive(...asked).catch(async (error) => {
      await setTimeout(AGAIN_MS)
      throw error
    })
  return backend
}
