import type { Registry } from './chat'
import { parseConfig } from './config'
import { createFeatures, registryOf } from './features'

/** What can be called from chat, with nothing to call it on: for registering commands before there is a database. */
export function declaredCommands(): Registry {
  const unusable = () => {
    throw new Error('these commands are declared only')
  }
  return registryOf(
    createFeatures({
      db: { query: unusable, getRepository: unusable },
      secrets: { seal: unusable, open: unusable },
      publicUrl: 'http://127.0.0.1',
      clock: { now: unusable },
      log: { info: unusable, warn: unusable, error: unusable },
      profiles: () => undefined,
      contents: () => undefined,
      roleMirrors: () => undefined,
      files: { write: unusable, read: unusable, remove: unusable },
      model: { name: '', quotesOnly: true, contextTokens: 0, answer: unusable },
      plans: parseConfig({}).plans,
      prices: { currency: 'USD', inputMicros: 0, outputMicros: 0 },
      payments: null,
      embedder: null,
      enqueue: unusable,
    }).parts,
  )
}
