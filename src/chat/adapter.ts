import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ContentReader } from './contents'
import type { Interaction, Responder } from './interaction'
import type { Messenger, ProfileReader } from './messenger'
import type { RoleMirror } from './role-mirror'
import type { Platform } from './text'

/** Takes one interaction to its answer; never rejects. */
export type Receive = (interaction: Interaction, responder: Responder) => Promise<void>

/** One chat platform, as the composition root sees it. */
export interface ChatAdapter {
  readonly platform: Platform
  readonly messenger: Messenger
  readonly profiles: ProfileReader
  readonly contents: ContentReader
  readonly roles: RoleMirror
  /** Whether events arrive at this moment; `/readyz` asks. */
  readonly connected: boolean
  /** Connects and hands every interaction to `receive`. Rejects when the token is refused. */
  start(receive: Receive): Promise<void>
  /** Takes nothing new, waits for interactions under way, disconnects. */
  stop(): Promise<void>
  /** Requests below this path belong to the platform (Slack over HTTP); mounted on the one HTTP server. */
  readonly http?: { path: string; handle(request: IncomingMessage, response: ServerResponse): void }
}
