import { createHmac } from 'node:crypto'
import { SIGNING_SECRET } from './product'
import type { Pair } from './seed'

let made = 0

/** One command or press as Slack posts it, complete with request line and signature. */
export function slackRequest(path: string, body: string): string {
  const timestamp = Math.floor(Date.now() / 1_000)
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex')
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\n` +
    `content-length: ${body.length}\r\nx-slack-request-timestamp: ${timestamp}\r\nx-slack-signature: v0=${signature}\r\n\r\n${body}`
  )
}

/** `/team leave`: its handler decides and answers with a card, and changes nothing. */
export function commandBody({ tenant, userId }: Pair, responseUrl: string): string {
  made += 1
  return (
    `token=bench&team_id=${tenant}&team_domain=acme&channel_id=C0GENERAL&channel_name=general&user_id=${userId}` +
    `&user_name=${userId}&command=%2Fteam&text=leave&api_app_id=A0ROLECALL&is_enterprise_install=false` +
    `&response_url=${encodeURIComponent(responseUrl)}&trigger_id=${process.pid}.${made}`
  )
}

/** A button that somebody has clicked. */
export interface Click {
  tenant: string
  userId: string
  channelId: string
  actionId: string
  value: string
  label: string
}

/** The button of the confirm card of `/team role`. */
export const pressBody = ({ tenant, userId, membershipId }: Pair, role: 'admin' | 'member', url: string) =>
  clickBody(
    {
      // Where most cards are: of a channel Slack is asked now and then whether strangers read along.
      ...{ tenant, userId, channelId: 'D0BENCH', actionId: 'teams.role' },
      ...{ value: `teams.role:${membershipId}:${role}`, label: `Make ${role}` },
    },
    url,
  )

export function clickBody(click: Click, responseUrl: string): string {
  made += 1
  const { tenant, userId, channelId, actionId, value, label } = click
  const payload = {
    type: 'block_actions',
    user: { id: userId, username: userId, name: userId, team_id: tenant },
    api_app_id: 'A0ROLECALL',
    token: 'bench',
    container: { type: 'message', message_ts: `${made}.000100`, channel_id: channelId, is_ephemeral: true },
    trigger_id: `${process.pid}.${made}`,
    team: { id: tenant, domain: 'acme' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channelId, name: 'general' },
    response_url: responseUrl,
    actions: [
      {
        action_id: actionId,
        block_id: 'controls',
        text: { type: 'plain_text', text: label, emoji: true },
        value,
        style: 'primary',
        type: 'button',
        action_ts: `${made}.000200`,
      },
    ],
  }
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`
}
