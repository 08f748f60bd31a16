import type { BlockAction, BlockSuggestion, SlashCommand, ViewSubmitAction } from '@slack/bolt'
import type { ChatSender, GivenFile, Happening, Interaction, Registry } from '../../src/chat'
import { type ShownMessage, type Uploaded, uploadedIn } from './attachments'
import { givenFiles } from './files'
import { readFiles, readValues } from './form'
import { featureName } from './register'
import { type Installation, senderOf, tenantOf } from './sender'

/** What answering at the place of an interaction needs; a form carries it along in its `private_metadata`. */
export interface Origin {
  /** Empty on the Home tab. */
  channelId: string
  /** Takes five answers within thirty minutes. */
  responseUrl?: string
  /** The pressed message, where the bot can edit it; not for ephemeral ones. */
  messageTs?: string
  /** What is attached to it. */
  attached?: Uploaded
  threadTs?: string
  /** The message that asks, or that is asked about. */
  askedTs?: string
  home?: true
  shared?: true
}

export interface Received {
  interaction: Interaction
  /** The installation whose token answers. */
  tenant: string
  /** The team of the acting user; unlike the tenant never an organisation. */
  teamId: string | undefined
  origin: Origin
}

export function receiveCommand(body: SlashCommand, registry: Registry): Received {
  const installation = {
    teamId: body.team_id,
    enterpriseId: body.enterprise_id,
    orgWide: body.is_enterprise_install === 'true',
  }
  const user = { id: body.user_id, name: body.user_name, teamId: body.team_id }
  return received(installation, senderOf(installation, user), body.trigger_id, {
    origin: { channelId: body.channel_id, responseUrl: body.response_url },
    happening: { kind: 'command', ...findCommand(body.command, readTyped(body.text), registry) },
  })
}

/** The longest declared name at the start of the line; an unknown subcommand stays in the line of its group. */
function findCommand(slash: string, text: string, registry: Registry) {
  const group = featureName(slash.replace(/^\//, '').toLowerCase())
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  const command = `${group} ${word.toLowerCase()}`
  const found = registry.commands.has(command)
  return { command: found ? command : group, words: { line: (found ? rest : text).trim() } }
}

/** Null for link buttons, of which Slack tells although nothing is to be done. */
export function receivePress(body: BlockAction): Received | null {
  const [action] = body.actions
  const press = action && pressOf(action)
  if (!action || !press) return null
  const installation = installationOf(body)
  const { container, channel, response_url, message } = body
  const attached = message && uploadedIn(message as ShownMessage)
  const pressed = container.view_id ?? container.message_ts
  const sender = senderOf(installation, actingUser(body))
  const key = [channel?.id, pressed, action.action_id, action.action_ts, body.user.id]
  return received(installation, sender, key.filter(Boolean).join(':'), {
    origin: {
      channelId: channel?.id ?? '',
      ...(response_url && { responseUrl: response_url }),
      ...(message && { messageTs: message.ts }),
      ...(attached && { attached }),
      ...(container.thread_ts && { threadTs: container.thread_ts }),
      ...(body.view?.type === 'home' && { home: true as const }),
    },
    happening: { kind: 'press', press },
  })
}

function pressOf(action: BlockAction['actions'][number]): string | undefined {
  if (action.type === 'button') return action.value
  if (action.type === 'static_select') return action.selected_option?.value
  return undefined
}

export function receiveSubmit(body: ViewSubmitAction): Received {
  const { view } = body
  const installation = installationOf(body)
  const sender = senderOf(installation, actingUser(body))
  return received(installation, sender, `${view.id}:${view.hash}`, {
    origin: originOf(view.private_metadata),
    happening: { kind: 'submit', submit: view.callback_id, values: readValues(view.state) },
    files: givenFiles(readFiles(view.state), tenantOf(installation)),
  })
}

export function receiveSearch(body: BlockSuggestion): Received {
  const installation = installationOf(body)
  const sender = senderOf(installation, actingUser(body))
  const typed = readTyped(body.value)
  return received(installation, sender, `${body.view?.id}:${body.action_id}:${typed}`, {
    origin: originOf(body.view?.private_metadata),
    happening: { kind: 'search', search: body.action_id, typed },
  })
}

export const metadataOf = (origin: Origin): string => JSON.stringify(origin)

const originOf = (metadata: string | undefined): Origin =>
  metadata ? (JSON.parse(metadata) as Origin) : { channelId: '' }

type InteractionBody = Pick<BlockAction, 'team' | 'enterprise' | 'is_enterprise_install'> & {
  user: { id: string; name?: string; username?: string; team_id?: string }
}

export const installationOf = (body: InteractionBody): Installation => ({
  teamId: body.team?.id,
  enterpriseId: body.enterprise?.id ?? body.team?.enterprise_id,
  orgWide: body.is_enterprise_install === true,
})

export const actingUser = ({ user, team }: InteractionBody) => ({
  id: user.id,
  name: user.name ?? user.username ?? user.id,
  teamId: user.team_id ?? team?.id,
})

export function received(
  installation: Installation,
  sender: ChatSender,
  key: string,
  { origin, happening, files = [] }: { origin: Origin; happening: Happening; files?: readonly GivenFile[] },
): Received {
  const tenant = tenantOf(installation)
  return {
    tenant,
    teamId: sender.stranger ? sender.tenant : installation.teamId,
    origin,
    interaction: {
      key: `${tenant}:${key}`,
      sender,
      place: {
        platform: 'slack',
        tenant,
        channelId: origin.channelId,
        ...(origin.threadTs && { threadId: origin.threadTs }),
        direct: origin.home === true || origin.channelId.startsWith('D'),
        shared: origin.shared === true,
      },
      happening,
      ...(files.length > 0 && { files }),
    },
  }
}

/**
 * What a person typed, as they meant it: addresses and links without the markup that Slack put around them, entities
 * as characters. Mentions stay as Slack writes them, `<@U1|ann>` and `<#C1|general>`, for features to resolve.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving
 */
export function readTyped(text: string): string {
  return text
    .replace(/<(?:mailto:|tel:)[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<(https?:\/\/[^|>]*)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
