import type { Platform } from '../../sandbox/driver'
import type { TEAM_DEEDS, WORKSPACE_DEEDS } from './matrix-deeds'
import { ownOf, type Role } from './matrix-stage'
import type { Player } from './player'

/** How a deed goes on once its form or card is there, and the table in which it is written then. */
export interface End<Row> {
  of: Row
  role: Role
  on: Platform
  goesOn: (player: Player) => Promise<unknown>
  changes: string
}

const hours = { name: 'hours.txt', bytes: Buffer.from('Open at seven.'), mediaType: 'text/plain' }

async function uploads(player: Player): Promise<unknown> {
  await player.chatter.submit({}, { [player.chatter.form()?.fields[0]?.id ?? '']: [hours] })
  return player.sees('hours.txt is ready')
}

/** Presses a button of the newest card with these words. */
const pressOn = async (player: Player, words: string | RegExp, label: string) =>
  player.presses(label, await player.sees(words))

export const WORKSPACE_ENDS: readonly End<keyof typeof WORKSPACE_DEEDS>[] = [
  {
    ...{ of: 'account.settings', role: 'AA', on: 'discord', changes: 'account' },
    async goesOn(player) {
      await player.fills({ 'VAT number': 'GB123456789' })
      await player.sees('Settings saved')
    },
  },
  {
    ...{ of: 'workspace.users', role: 'WA', on: 'slack', changes: 'workspace_user' },
    async goesOn(player) {
      await pressOn(player, 'Make Olivia Owner Content Manager?', 'Make Content Manager')
      await player.sees('Olivia Owner is now Content Manager')
    },
  },
  {
    ...{ of: 'workspace.settings', role: 'WA', on: 'discord', changes: 'workspace' },
    async goesOn(player) {
      await pressOn(player, 'Settings of workspace', 'Change days')
      await player.seesForm('Workspace settings')
      await player.fills({ 'Days until somebody is inactive': '14' })
      await player.sees('Settings saved')
    },
  },
  {
    ...{ of: 'knowledge.manage', role: 'CM', on: 'slack', changes: 'knowledge_base' },
    async goesOn(player) {
      await player.fills({ Name: 'Tariffs' })
      await player.sees('Tariffs is there')
    },
  },
  { ...{ of: 'source.manage', role: 'CM', on: 'discord', changes: 'document' }, goesOn: uploads },
  {
    ...{ of: 'agent.manage', role: 'AM', on: 'discord', changes: 'chatbot' },
    async goesOn(player) {
      await player.fills({ Name: 'Back office' })
      await player.sees('Agent Back office is there')
    },
  },
  {
    ...{ of: 'billing.manage', role: 'BA', on: 'discord', changes: 'payment' },
    async goesOn(player) {
      await pressOn(player, 'has the plan Basic', 'Change to Pro')
      await player.sees('Your wish for the plan Pro is written down')
    },
  },
  {
    ...{ of: 'thread.delete', role: 'WA', on: 'slack', changes: 'conversation' },
    async goesOn(player) {
      await pressOn(player, 'Delete this thread?', 'Delete')
      await player.sees('The thread is deleted')
    },
  },
  // Two are advised, so the last but one is asked for twice (R14).
  {
    ...{ of: 'account.users', role: 'AA', on: 'slack', changes: 'account_admin' },
    async goesOn(player) {
      await pressOn(player, 'Remove Olivia Owner from the account admins?', 'Remove')
      await pressOn(player, 'Only one account admin would be left', 'Remove anyway')
      await player.sees('Olivia Owner is no longer Account Admin')
    },
  },
]

/** With both settings on. */
export const TEAM_ENDS: readonly End<keyof typeof TEAM_DEEDS>[] = [
  {
    ...{ of: 'chatbot.edit, level edit', role: 'member', on: 'slack', changes: 'chatbot' },
    async goesOn(player) {
      await player.fills({ Description: 'Knows the way' })
      await player.sees(/Guide[\s\S]*saved/)
    },
  },
  {
    ...{ of: 'chatbot.create', role: 'member', on: 'discord', changes: 'chatbot' },
    async goesOn(player) {
      await player.fills({})
      await player.sees('Chatbot Another is there')
    },
  },
  { ...{ of: 'document.upload', role: 'member', on: 'slack', changes: 'document' }, goesOn: uploads },
  {
    ...{ of: 'file a request', role: 'member', on: 'discord', changes: 'share_request' },
    async goesOn(player) {
      await player.fills({})
      await player.sees(`is asked to share chatbot ${ownOf('Mia')}`)
    },
  },
  {
    ...{ of: 'decide a request', role: 'owner', on: 'slack', changes: 'share_grant' },
    async goesOn(player) {
      await player.fills({})
      await player.sees(/Olivia Owner asked to share chatbot Recipes: approved/)
    },
  },
  {
    ...{ of: 'share directly', role: 'admin', on: 'discord', changes: 'share_grant' },
    async goesOn(player) {
      await player.fills({})
      await player.sees(`Chatbot ${ownOf('Ada')} is shared with`)
    },
  },
  {
    ...{ of: 'chatbot.deleteOwn', role: 'member', on: 'slack', changes: 'chatbot' },
    async goesOn(player) {
      await player.fills({ 'Type the name of the chatbot': ownOf('Mia') })
      await player.sees(`Chatbot ${ownOf('Mia')} is deleted`)
    },
  },
  {
    ...{ of: 'chatbot.deleteTeam', role: 'admin', on: 'discord', changes: 'chatbot' },
    async goesOn(player) {
      await player.fills({ 'Type the name of the chatbot': 'Handbook' })
      await player.sees('Chatbot Handbook is deleted')
    },
  },
  {
    ...{ of: 'member.changeRole', role: 'admin', on: 'slack', changes: 'membership' },
    async goesOn(player) {
      await pressOn(player, 'Make Olivia Owner Admin?', 'Make Admin')
      await player.sees('Olivia Owner is now Admin')
    },
  },
  {
    ...{ of: 'member.remove', role: 'admin', on: 'discord', changes: 'membership' },
    async goesOn(player) {
      await pressOn(player, 'Remove Olivia Owner?', 'Remove')
      await player.sees('Olivia Owner is not in team')
    },
  },
  {
    ...{ of: 'team.settings', role: 'admin', on: 'slack', changes: 'team' },
    async goesOn(player) {
      await player.fills({ 'Team name': 'Alpha' })
      await player.sees(/Settings saved[\s\S]*Alpha/)
    },
  },
  {
    ...{ of: 'team.transfer', role: 'owner', on: 'discord', changes: 'transfer' },
    async goesOn(player) {
      await player.fills({ 'Type “confirm”': 'confirm' })
      await player.sees('You offered team')
    },
  },
]

/** While the team is offered to its admin. */
export const LAST_TEAM_ENDS: readonly End<keyof typeof TEAM_DEEDS>[] = [
  {
    ...{ of: 'answer a transfer', role: 'admin', on: 'slack', changes: 'transfer' },
    async goesOn(player) {
      await pressOn(player, 'offers it to you', 'Open')
      await pressOn(player, /is offered to you[\s\S]*Open until/, 'Decline')
      await player.sees('You declined team')
    },
  },
  {
    ...{ of: 'leave', role: 'member', on: 'discord', changes: 'membership' },
    async goesOn(player) {
      await pressOn(player, 'Leave team', 'Leave')
      await player.sees('You have left team')
    },
  },
  {
    ...{ of: 'team.delete', role: 'owner', on: 'slack', changes: 'team' },
    async goesOn(player) {
      await player.fills({ 'Type the name of the team': 'Alpha' })
      await player.sees('Team Alpha is deleted')
    },
  },
]

/** Whatever the right is asked for, is done with that: what is shown, asked, sent or made without another question. */
export const AT_ONCE: readonly (keyof typeof TEAM_DEEDS | keyof typeof WORKSPACE_DEEDS)[] = [
  ...(['chatbot.view', 'chatbot.use', 'member.invite', 'team.billing'] as const),
  ...(['account.workspaces', 'workspace.view', 'knowledge.view', 'agent.view', 'billing.view'] as const),
  ...(['agent.parts', 'thread.view', 'thread.send'] as const),
]
