import {
  bold,
  type Card,
  type Choice,
  code,
  LIMITS,
  type Platform,
  ref,
  shorten,
  slash,
  text,
  time,
} from '../chat'
import { CODE_LIFETIME_MS } from '../people'
import type { Connection } from './connections'
import type { Installing } from './options'

/** What a tenant of each platform is, for one whose name we are not told. */
export const PLACE_NAMES: Readonly<Record<Platform, string>> = {
  slack: 'Slack workspace',
  discord: 'Discord server',
}

export const foundedCard = (name: string, team: string): Card => ({
  tone: 'success',
  title: `Welcome, ${name}`,
  text: text`This installation is yours: you are account admin and own team ${bold(team)}. Invite people with ${slash('team invite')}, or connect the other platform, so that people use whichever they like.`,
  context: text`In team ${bold(team)}`,
  buttons: [{ label: 'Connect Slack or Discord', press: ref('connections.connect') }],
})

export function connectCard(workspace: string, typed: string, at: number, installing: Installing = {}): Card {
  const { slack, discord } = installing
  const atOnce = slack ? ' A Slack workspace added with the button below is connected at once.' : ''
  return {
    title: 'Connect Slack or Discord',
    text: text`1. Add Rolecall to the other Slack workspace or Discord server.${atOnce}\n2. There, somebody who manages it types ${slash(`link ${typed}`)}.\n3. Then everybody who is known here types ${slash('link')} to be known there too.`,
    fields: [
      { name: 'Code', value: [code(typed)] },
      { name: 'Works once, until', value: [time(at + CODE_LIFETIME_MS)] },
    ],
    context: text`For workspace ${bold(workspace)}`,
    buttons: [
      ...(slack ? [{ label: 'Add to Slack', href: `${slack.url}?code=${typed}` }] : []),
      ...(discord ? [{ label: 'Add to Discord', href: discord.url }] : []),
    ],
  }
}

/** Among several workspaces nothing tells which is meant. */
export const whichWorkspaceCard = (workspaces: readonly Choice[]): Card => ({
  title: 'Connect with which workspace?',
  rows: workspaces.slice(0, LIMITS.rows).map(({ value, label }) => ({
    text: text`${bold(shorten(label))}`,
    button: { label: 'This one', press: ref('connections.connect', value) },
  })),
  ...(workspaces.length > LIMITS.rows && {
    context: text`Of another one, ${slash('workspace settings')} connects.`,
  }),
})

export const connectedCard = (name: string, workspace: string, actor: string | undefined): Card => ({
  tone: 'success',
  title: `${name} is connected`,
  text: actor
    ? text`You are ${bold(actor)} here already. Everybody else types ${slash('link')} next.`
    : text`Next, link yourself: type ${slash('link')} where you are known already, then the code it gives you here.`,
  context: text`To workspace ${bold(workspace)}`,
})

/** For account admins: people there cannot use Rolecall any more (B15). */
export function endedCard(
  { platform, name, workspaceName }: Pick<Connection, 'platform' | 'name' | 'workspaceName'>,
  installing: Installing = {},
): Card {
  const page = installing[platform]
  return {
    tone: 'warning',
    title: `${name} is no longer connected`,
    text: text`Rolecall was removed from this ${PLACE_NAMES[platform]}, or may not act there any more. Nothing is lost: when it is added again, everything goes on as it was.`,
    context: text`Of workspace ${bold(workspaceName)}`,
    ...(page && { buttons: [{ label: 'Add Rolecall again', href: page.url }] }),
  }
}
