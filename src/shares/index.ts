import type { Database } from '../db'
import type { FeatureParts } from '../feature'
import { sharePresses } from './presses'
import { shareCommand } from './share-command'
import { shareSubmits } from './submits'

/**
 * With whom chatbots are shared: who gets one, at which level, with or without its documents.
 * Reading order: `share-command`, `presses`, `submits` (what can be asked) → `views`, `share-form`, `done-views` (what is
 * shown) → `share-chatbot` (what changes) → `grants`.
 */
export function shares({ db }: { db: Database }): FeatureParts {
  return {
    chat: { commands: [shareCommand(db)], presses: sharePresses(db), submits: shareSubmits(db) },
  }
}
