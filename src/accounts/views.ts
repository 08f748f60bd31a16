import { bold, type Card, code, type Platform, ref, slash, text, time } from '../chat'
import { CODE_LIFETIME_MS } from '../people'

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
  buttons: [{ label: 'Connect Slack or Discord', press: ref('accounts.connect') }],
})

export const connectCard = (workspace: string, typed: string, at: number): Card => ({
  title: 'Connect Slack or Discord',
  text: text`1. Add Rolecall to the other Slack workspace or Discord server.\n2. There, somebody who manages it types ${slash(`link ${typed}`)}.\n3. Then everybody who is known here types ${slash('link')} to be known there too.`,
  fields: [
    { name: 'Code', value: [code(typed)] },
    { name: 'Works once, until', value: [time(at + CODE_LIFETIME_MS)] },
  ],
  context: text`For workspace ${bold(workspace)}`,
})

export const connectedCard = (name: string, workspace: string, actor: string | undefined): Card => ({
  tone: 'success',
  title: `${name} is connected`,
  text: actor
    ? text`You are ${bold(actor)} here already. Everybody else types ${slash('link')} next.`
    : text`Next, link yourself: type ${slash('link')} where you are known already, then the code it gives you here.`,
  context: text`To workspace ${bold(workspace)}`,
})
