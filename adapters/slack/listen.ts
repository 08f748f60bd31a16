import {
  type AckFn,
  App,
  type BlockAction,
  type BlockSuggestion,
  type Logger,
  type MessageShortcut,
  type Receiver,
  type SlashCommand,
  type ViewSubmitAction,
} from '@slack/bolt'
import type { Receive, Registry, Responder } from '../../src/chat'
import type { Channels } from './channels'
import type { Names } from './names'
import { type Received, receiveCommand, receivePress, receiveSearch, receiveSubmit } from './receive'
import { type Disconnection, type EventBody, receiveDisconnection, receiveEvent } from './receive-event'
import { receiveShortcut } from './receive-shortcut'
import {
  respondAtHome,
  respondToCommand,
  respondToMessage,
  respondToPress,
  respondToSearch,
  respondToSubmit,
} from './respond'
import type { Outlet } from './web'

export interface Listener {
  receive: Receive
  /** While true nothing is acknowledged, so that Slack delivers it to another process. */
  readonly closed: boolean
  disconnected(tenant: string, why: Disconnection): void
}

type Ack = Parameters<typeof respondToSearch>[0] & Parameters<typeof respondToSubmit>[3] & AckFn<string>
type Handler = (received: { body: { type?: unknown }; ack: Ack }) => Promise<void>

/**
 * One handler for each class of payload, each acknowledging before anything else happens (B1). Bolt starts every
 * listener's chain for every payload, so there is one middleware and a lookup by class instead.
 */
export function listen(
  receiver: Receiver,
  registry: Registry,
  outlet: Outlet,
  names: Names,
  channels: Channels,
  listener: Listener,
  logger: Logger,
): App {
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    ignoreSelf: false,
    // The token is read when something is said, not between receipt and acknowledgement.
    authorize: async () => ({}),
  })
  const hand = ({ interaction }: Received, responder: Responder) => listener.receive(interaction, responder)

  const handlers: Readonly<Record<string, Handler>> = {
    async command({ body, ack }) {
      await ack()
      const to = await channels.locate(receiveCommand(body as SlashCommand, registry))
      await hand(to, respondToCommand(outlet, to, (body as SlashCommand).trigger_id))
    },
    async block_actions({ body, ack }) {
      await ack()
      const pressed = body as BlockAction
      const press = receivePress(pressed)
      if (!press) return
      const to = await channels.locate(press)
      const { home } = to.origin
      await hand(
        to,
        home ? respondAtHome(outlet, to, pressed.trigger_id) : respondToPress(outlet, to, pressed),
      )
    },
    async message_action({ body, ack }) {
      await ack()
      const chosen = body as MessageShortcut
      const to = await receiveShortcut(chosen, names)
      await hand(to, respondToCommand(outlet, to, chosen.trigger_id))
    },
    async block_suggestion({ body, ack }) {
      await hand(receiveSearch(body as BlockSuggestion), respondToSearch(ack))
    },
    async view_submission({ body, ack }) {
      const submitted = body as ViewSubmitAction
      const to = await channels.locate(receiveSubmit(submitted))
      await hand(to, respondToSubmit(outlet, to, submitted.view.id, ack))
    },
    // Bolt has acknowledged it.
    async event_callback({ body }) {
      const event = body as unknown as EventBody
      const gone = receiveDisconnection(event)
      if (gone) listener.disconnected(gone.tenant, gone.why)
      const to = receiveEvent(event)
      if (!to) return
      await hand(to, to.origin.home ? respondAtHome(outlet, to) : respondToMessage(outlet, to))
    },
  }

  app.use(async (received) => {
    const { body, ack } = received as unknown as Parameters<Handler>[0]
    if (listener.closed) return
    await handlers[typeof body.type === 'string' ? body.type : 'command']?.({ body, ack })
  })

  return app
}
