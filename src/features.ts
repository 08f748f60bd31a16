import { accounts } from './accounts'
import { activity } from './activity'
import { agents } from './agents'
import type { Plans, Prices } from './billing'
import {
  type ContentReader,
  createRegistry,
  type Embedder,
  type FileStore,
  type LanguageModel,
  type Log,
  type Platform,
  type ProfileReader,
  type Registry,
  type RoleMirror,
} from './chat'
import { chatbots } from './chatbots'
import type { Clock } from './clock'
import { connections, type Installing, type Places } from './connections'
import { conversations } from './conversations'
import type { Database } from './db'
import type { Enqueue, FeatureParts } from './feature'
import { home } from './home'
import { invitations } from './invitations'
import { invoices } from './invoices'
import { createFindPassages, knowledge } from './knowledge'
import { createInbox, profile } from './notices'
import { type PaymentProvider, payments } from './payments'
import { people } from './people'
import { roleSync } from './role-sync'
import { seats } from './seats'
import type { Secrets } from './secrets'
import { shares } from './shares'
import { teams } from './teams'
import { threads } from './threads'
import { transfers } from './transfers'
import { usage } from './usage'
import { workspaces } from './workspaces'

export interface FeatureOptions {
  db: Database
  secrets: Secrets
  /** Base of links, without a slash at the end. */
  publicUrl: string
  clock: Clock
  log: Log
  profiles: (platform: Platform) => ProfileReader | undefined
  installing?: Installing
  contents: (platform: Platform) => ContentReader | undefined
  roleMirrors: (platform: Platform) => RoleMirror | undefined
  files: FileStore
  model: LanguageModel
  /** What a million tokens cost. */
  prices: Prices
  /** What each plan allows a workspace. */
  plans: Plans
  /** Whoever runs Rolecall, as invoices name them: lines of name and address. */
  seller?: readonly string[]
  /** Null: nothing is charged, whoever runs Rolecall sends invoices. */
  payments: PaymentProvider | null
  /** Null: documents are found by their words alone. */
  embedder: Embedder | null
  enqueue: Enqueue
  /** Arguments of Node for the threads that read documents. */
  readerArguments?: readonly string[]
}

export interface Features {
  parts: readonly FeatureParts[]
  /** To be printed on start; null when there is an account. */
  claimCode(): Promise<string | null>
  places: Places
}

/** Every feature there is, in the order in which help and registration list them. */
export function createFeatures(options: FeatureOptions): Features {
  const { db, clock, log } = options
  const connection = connections(options)
  const person = people({ ...options, redeem: connection.redeem })
  const team = teams(options)
  const invitation = invitations({ ...options, now: () => clock.now() })
  const transfer = transfers(options)
  const share = shares(options)
  const told: readonly FeatureParts[] = [
    connection,
    person,
    profile(options),
    team,
    invitation,
    seats(options),
    chatbots(options),
    share,
    transfer,
    knowledge(options),
    conversations({ ...options, findPassages: createFindPassages(options) }),
    threads(options),
    usage(options),
    payments(options),
    invoices({ ...options, seller: options.seller ?? [] }),
    workspaces(options),
    activity(options),
    agents(options),
    accounts(options),
    roleSync(options),
  ]
  const inbox = createInbox({
    db,
    kinds: told.flatMap((part) => part.notices ?? []),
    providers: [invitation.inbox, share.inbox, transfer.inbox],
    log,
  })
  return { parts: [home(inbox), ...told, inbox], claimCode: connection.claimCode, places: connection.places }
}

export const registryOf = (parts: readonly FeatureParts[]): Registry =>
  createRegistry(parts.flatMap((part) => part.chat ?? []))
