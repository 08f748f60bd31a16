import type { FeatureParts } from '../feature'
import type { InboxProvider } from '../notices'
import { sharePresses } from './presses'
import { type RequestOptions, requests } from './requests'
import { shareCommand } from './share-command'
import { shareSubmits } from './submits'

/**
 * With whom chatbots are shared: who gets one, at which level, with or without its documents.
 * Reading order: `share-command`, `presses`, `submits` (what can be asked) → `views`, `share-form`, `done-views` (what is
 * shown) → `share-chatbot` (what changes) → `grants`. Asking the owner of a team to take a chatbot in is `requests/`.
 */
export function shares(options: RequestOptions): FeatureParts & { inbox: InboxProvider } {
  const { db } = options
  const { chat: asking, ...request } = requests(options)
  return {
    ...request,
    chat: {
      commands: [shareCommand(db), ...asking.commands],
      presses: [...sharePresses(db), ...asking.presses],
      submits: [...shareSubmits(db), ...asking.submits],
    },
  }
}
