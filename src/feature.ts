import type { FastifyInstance } from 'fastify'
import type { CardKind } from './cards'
import type { Feature } from './chat'
import type { MailKind, NoticeKind } from './notices'

/** What one feature folder hands to the composition root. */
export interface FeatureParts {
  chat?: Feature
  cards?: readonly CardKind[]
  notices?: readonly NoticeKind[]
  mails?: readonly MailKind[]
  sweeps?: readonly Sweep[]
  /** Web pages; called once while the HTTP server is built. */
  pages?: (app: FastifyInstance) => void
}

/** Work that time brings: takes due rows in batches and moves them by the same compare-and-set as people do. */
export interface Sweep {
  /** Lower case with dashes, unique; names the scheduler. */
  name: string
  everyMs: number
  /** Does one batch; resolves to how many rows it moved. Called again at once while that is more than none. */
  run(): Promise<number>
}
