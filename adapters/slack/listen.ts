import { App, type BlockSuggestion, type Logger, type Receiver, type ViewSubmitAction } from '@slack/bolt'
import type { Receive, Registry, Responder } from '../../src/chat'
import { type Received, receiveCommand, receivePress, receiveSearch, receiveSubmit } from './receive'
import { type Disconnection, type EventBody, receiveDisconnection, receiveEvent } from './receive-event'
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

/**
 * One listener for each class of payload, each acknowledging before anything else happens (B1).
 * Bolt starts every listener for every payload: more of them would cost, a `Map` in dispatch does not.
 */
export function listen(
  receiver: Receiver,
  registry: Registry,
  outlet: Outlet,
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

  app.command(/./, async ({ body, ack }) => {
    if (listener.closed) return
    await ack()
    const to = receiveCommand(body, registry)
    await hand(to, respondToCommand(outlet, to, body.trigger_id))
  })

  app.action({ type: 'block_actions' }, async ({ body, ack }) => {
    if (listener.closed) return
    await ack()
    const to = receivePress(body)
    if (!to) return
    const { home } = to.origin
    await hand(to, home ? respondAtHome(outlet, to, body.trigger_id) : respondToPress(outlet, to, body))
  })

  app.options<'block_suggestion'>({ type: 'block_suggestion' }, async ({ body, ack }) => {
    if (listener.closed) return
    await hand(receiveSearch(body as BlockSuggestion), respondToSearch(ack))
  })

  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ body, ack }) => {
    if (listener.closed) return
    const to = receiveSubmit(body)
    await hand(to, respondToSubmit(outlet, to, body.view.id, ack))
  })

  app.event(/./, async ({ body }) => {
    const event = body as unknown as EventBody
    const gone = receiveDisconnection(event)
    if (gone) listener.disconnected(gone.tenant, gone.why)
    const to = receiveEvent(event)
    if (!to) return
    await hand(to, to.origin.home ? respondAtHome(outlet, to) : respondToMessage(outlet, to))
  })

  return app
}
