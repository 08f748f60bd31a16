import type { FastifyInstance } from 'fastify'
import type { CardKind } from './cards'
import type { Feature } from './chat'
import type { MailKind, NoticeKind } from './notices'
import type { Sweep } from './sweeps'

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
