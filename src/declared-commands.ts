import type { Registry } from './chat'
import { parseConfig } from './config'
import { createFeatures, registryOf } from './features'
import { createLog } from './log'
import { createNotices } from './notices'
import type { Sweep } from './sweeps'

/** What can be called from chat, with nothing to call it on: for registering commands before there is a database. */
export const declaredCommands = (): Registry => registryOf(declaredParts())

/** Which recurring jobs there are, and how often each runs, in milliseconds: for looking after them from elsewhere. */
export function declaredSweeps(): readonly Pick<Sweep, 'name' | 'everyMs'>[] {
  const parts = declaredParts()
  const notices = createNotices({
    db: UNUSABLE_DATABASE,
    messengers: new Map(),
    mailer: { send: unusable },
    ...{ kinds: [], mails: [], followers: [] },
    cards: { remember: unusable, refresh: unusable },
    clock: { now: unusable },
    log: createLog('silent'),
  })
  return [...parts.flatMap((part) => part.sweeps ?? []), ...notices.sweeps]
}

const unusable = () => {
  throw new Error('these are declared only')
}
const UNUSABLE_DATABASE = { query: unusable, getRepository: unusable }

const declaredParts = () =>
  createFeatures({
    db: UNUSABLE_DATABASE,
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
  }).parts
