import type { FastifyInstance } from 'fastify'
import type { CardKind } from './cards'
import type { Feature } from './chat'
import type { Follower } from './events'
import type { Job } from './jobs'
import type { MailKind, NoticeKind } from './notices'
import type { Sweep } from './sweeps'

/** Work of a feature that a worker does; its signal says that the process is about to end. */
export type FeatureJob<Payload> = Job<Payload, AbortSignal>

/** Asks for a run, at least once; see `Jobs.enqueue`. */
export type Enqueue = <Payload>(
  job: FeatureJob<Payload>,
  payload: Payload,
  options?: { id?: string },
) => Promise<void>

/** What one feature folder hands to the composition root. */
export interface FeatureParts {
  chat?: Feature
  cards?: readonly CardKind[]
  notices?: readonly NoticeKind[]
  mails?: readonly MailKind[]
  followers?: readonly Follower[]
  sweeps?: readonly Sweep[]
  jobs?: readonly FeatureJob<unknown>[]
  /** Web pages; called once while the HTTP server is built. */
  pages?: (app: FastifyInstance) => void
}
