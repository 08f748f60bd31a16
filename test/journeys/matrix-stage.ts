import type { Platform, SeenMessage } from '../../sandbox/driver'
import { world } from '../../sandbox/world'
import { createPlayer, type Player } from './player'
import { codeIn, createOwnChatbot, install, letMembersBuild, link } from './scenes'
import { DIRECTIONS, type Stage } from './support'

export const PLATFORMS = ['slack', 'discord'] as const
export const TEAM_ROLES = ['owner', 'admin', 'member'] as const
export const WORKSPACE_ROLES = ['AA', 'WA', 'AM', 'CM', 'BA', 'CU'] as const
export type Role = (typeof TEAM_ROLES)[number] | (typeof WORKSPACE_ROLES)[number]

const NAMES: Readonly<Record<Role, string>> = {
  owner: 'Omar Owns',
  admin: 'Ada Administers',
  member: 'Mia Belongs',
  AA: 'Axel Accounts',
  WA: 'Wanda Workspaces',
  AM: 'Amos Agents',
  CM: 'Cora Contents',
  BA: 'Bill Bills',
  CU: 'Chad Chats',
}

/** Cards of the time when a person had every right, by what they show. */
export type Kept = 'requests' | 'documents' | 'bases' | 'base' | 'agents' | 'channels' | 'threads' | 'billing'

/** One person, on both platforms. */
export interface Someone {
  role: Role
  name: string
  first: string
  address: string
  on: Readonly<Record<Platform, Player>>
  kept: Readonly<Record<Platform, Map<Kept, SeenMessage>>>
}

export type Cast = Readonly<Record<Role, Someone>>

/** Everybody has their role by an invitation, and the cards of a time when they could do everything. */
export async function setStage(stage: Stage): Promise<Cast> {
  await install(stage, DIRECTIONS[0])
  const entries = await Promise.all(Object.keys(NAMES).map((role, n) => arrive(stage, role as Role, n)))
  const cast = Object.fromEntries(entries) as Record<Role, Someone>
  const olivia = stage.slack('Olivia Owner')
  const people = (roles: readonly Role[]) => roles.map((role) => cast[role].address).join(', ')
  await olivia.types(`/account invite ${cast.AA.address}`)
  await olivia.sees('Invited 1 person as Account Admin')
  await olivia.types(`/workspace invite ${people(WORKSPACE_ROLES.slice(1))} role:workspaceAdmin`)
  await olivia.sees('Invited 5 people as Workspace Admin')
  await olivia.types(`/team invite ${people(TEAM_ROLES)} role:admin`)
  await olivia.sees('Invited 3 people as Admin')
  await Promise.all(Object.values(cast).map((someone) => comeIn(stage, someone)))
  await Promise.all([setTeam(olivia, cast), setWorkspace(cast)])
  return cast
}

async function arrive({ sandbox }: Stage, role: Role, n: number): Promise<[Role, Someone]> {
  const { slack, discord } = sandbox
  const [name, address] = [NAMES[role], `${role.toLowerCase()}@matrix.test`]
  const id = `U0MATRIX${n}`
  await slack.addUser({ id, name, email: address })
  await slack.joinChannel(id, world.slack.general)
  const discordId = discord.guilds.addUser({ name, email: address })
  discord.guilds.addMember(world.discord.guildId, discordId)
  const on = { slack: createPlayer(slack.as(id)), discord: createPlayer(discord.as(discordId)) }
  const kept = { slack: new Map(), discord: new Map() }
  return [role, { role, name, first: name.split(' ')[0] ?? '', address, on, kept }]
}

async function comeIn(stage: Stage, { address, on }: Someone): Promise<void> {
  const mail = await stage.mailTo(address, 'invites you')
  await on.slack.types(`/invite accept ${codeIn(mail.text)}`)
  await on.slack.sees('Welcome to')
  await link(on.slack, on.discord)
}

/** `next`: pressed on the card that the line brings, for the one that is kept. */
async function keep({ on, kept }: Someone, what: Kept, line: string, words: string, next?: string) {
  await Promise.all(
    PLATFORMS.map(async (platform) => {
      const player = on[platform]
      await player.types(line)
      if (next) await player.presses(next, await player.sees(/Front desk/))
      kept[platform].set(what, await player.sees(words))
    }),
  )
}

/**
 * Olivia builds what is shared, and asks to share another as a member. Mia, Ada and Omar own the team in turn, each by a
 * transfer, so that all of them hold the cards of its owner.
 */
async function setTeam(olivia: Player, { owner, admin, member }: Cast): Promise<void> {
  await letMembersBuild(olivia)
  await createChatbot(olivia, 'Handbook', 'view', [])
  await createChatbot(olivia, 'Guide', 'edit', ['knowledge'])
  await createOwnChatbot(olivia, 'Recipes')
  await Promise.all([owner, admin, member].map(({ on, first }) => createOwnChatbot(on.slack, ownOf(first))))
  await handOver(olivia, member)
  await changeTeamRole(member.on.slack, 'Olivia Owner', 'member')
  await olivia.types('/chatbot share chatbot:Recipes')
  await olivia.seesForm('Ask to share')
  await olivia.fills({})
  await olivia.sees('is asked to share chatbot Recipes')
  await keepOwnersCards(member)
  await handOver(member.on.slack, admin)
  await keepOwnersCards(admin)
  await handOver(admin.on.slack, owner)
  await keepOwnersCards(owner)
  await changeTeamRole(owner.on.slack, member.name, 'member')
  await setSwitches(owner.on.slack, [])
}

type Switch = 'memberChatbotCreation' | 'memberDocumentUploads'

/** What the members of the team may do from now on. */
export async function setSwitches(owner: Player, on: readonly Switch[]): Promise<void> {
  await owner.types('/team settings')
  await owner.seesForm('Team settings')
  await owner.fills({ 'What members may do': [...on] })
  await owner.sees('Settings saved')
}

/** The chatbot that somebody of the team has for themselves. */
export const ownOf = (first: string) => `Notes-of-${first}`

async function createChatbot(player: Player, name: string, level: string, documents: string[]) {
  await player.types(`/chatbot create name:${name}`)
  const { fields } = await player.seesForm('New chatbot')
  const share = fields.find(({ label }) => label.startsWith('Share with'))?.label ?? ''
  await player.fills({ [share]: level, Documents: documents })
  await player.sees(`Chatbot ${name} is there`)
}

async function handOver(from: Player, { name, on }: Someone): Promise<void> {
  await from.types(`/team transfer person:"${name}"`)
  await from.seesForm('Hand the team over')
  await from.fills({ 'Type “confirm”': 'confirm' })
  await from.sees('You offered team')
  await on.slack.types('/inbox')
  await on.slack.presses('Open', await on.slack.sees('offers it to you'))
  await on.slack.presses('Accept', await on.slack.sees(/is offered to you[\s\S]*Open until/))
  await on.slack.sees('is yours')
}

async function changeTeamRole(by: Player, person: string, role: 'admin' | 'member'): Promise<void> {
  const title = role === 'admin' ? 'Admin' : 'Member'
  await by.types(`/team role person:"${person}" role:${role}`)
  await by.presses(`Make ${title}`, await by.sees(`Make ${person} ${title}?`))
  await by.sees(`${person} is now ${title}`)
}

async function keepOwnersCards(someone: Someone): Promise<void> {
  await keep(someone, 'requests', '/team requests', 'Requests to share with team')
  await keep(someone, 'documents', '/chatbot docs chatbot:Guide', 'Documents of Guide')
}

const FINAL = {
  AM: 'Agent Manager',
  CM: 'Content Manager',
  BA: 'Billing Admin',
  CU: 'Chat User',
} as const

/** All of them administer the workspace, until the account admin gives them the roles of the table. */
async function setWorkspace(cast: Cast): Promise<void> {
  const everybody = WORKSPACE_ROLES.map((role) => cast[role])
  const keepAll = (...card: [what: Kept, line: string, words: string, next?: string]) =>
    Promise.all(everybody.map((someone) => keep(someone, ...card)))
  const { slack } = cast.WA.on
  // Before anything is used, so that no chart is drawn for each of them.
  await keepAll('billing', '/workspace billing', 'Billing of workspace')
  await slack.types('/workspace agents')
  await slack.presses('New agent', await slack.sees('None yet. Make the first one.'))
  await slack.seesForm('New agent')
  await slack.fills({ Name: 'Front desk' })
  await slack.sees('Agent Front desk is there')
  await slack.types('/workspace knowledge')
  await slack.presses('New knowledge base', await slack.sees('None yet. Make one'))
  await slack.seesForm('New knowledge base')
  await slack.fills({ Name: 'Fees' })
  await slack.sees('Fees is there')
  await slack.types('/ask question:"When do you open?" chatbot:"Front desk" private:yes')
  await slack.sees('nothing on that')
  await keepAll('agents', '/workspace agents', 'Agents of workspace')
  await keepAll('channels', '/chatbot show chatbot:"Front desk"', 'Channels of Front desk', 'Channels')
  await keepAll('bases', '/workspace knowledge', 'Knowledge bases of workspace')
  await keepAll('base', '/workspace knowledge base:Fees', 'Documents of Fees')
  await keepAll('threads', '/workspace threads', 'Threads of workspace')
  const axel = cast.AA.on.slack
  await axel.types('/workspace create name:Elsewhere')
  await axel.sees('Workspace Elsewhere is there')
  for (const [role, title] of Object.entries(FINAL)) {
    const { name } = cast[role as keyof typeof FINAL]
    await axel.types(`/workspace role person:"${name}" role:"${title}"`)
    await axel.presses(`Make ${title}`, await axel.sees(`Make ${name} ${title}?`))
    await axel.sees(`${name} is now ${title}`)
  }
}
