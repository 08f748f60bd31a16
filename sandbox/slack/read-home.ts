import type { SeenMessage } from '../driver'
import type { Actor } from './interactions'
import { readBlocks } from './read-blocks'
import type { Channel } from './state'
import { viewObject } from './views'

/** The app's Home tab as a person sees it, once the app has published one. */
export function readHome({ slack, workspace, user }: Actor, direct: Channel): SeenMessage | undefined {
  const view = workspace.homes.get(user.id)
  if (!view) return undefined
  return {
    ...readBlocks(workspace, view.source.blocks),
    id: view.id,
    channel: direct.id,
    author: slack.app.name,
    fromBot: true,
    private: true,
    pings: [],
    edited: false,
    raw: viewObject(slack, workspace, view),
  }
}
