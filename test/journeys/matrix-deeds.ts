import { type Chatter, type Platform, until } from '../../sandbox/driver'
import { type Kept, ownOf, type Role, type Someone } from './matrix-stage'

/** What somebody does for whom a cell of the table stands, and the words by which they know whether they may. */
export interface Deed {
  does: (who: Someone, on: Platform) => Promise<void>
  /** How the card or form begins that somebody with the right gets. */
  granted: RegExp
  /** How the refusal of rights begins, where it does not name the role; never that of anything else. */
  refused?: RegExp | ((role: Role) => RegExp)
}

const PATIENCE_MS = 10_000

const TITLES: Readonly<Record<Role, string>> = {
  owner: 'Owner of team',
  admin: 'Admin of team',
  member: 'Member of team',
  AA: 'Account Admin of account',
  WA: 'Workspace Admin of workspace',
  AM: 'Agent Manager of workspace',
  CM: 'Content Manager of workspace',
  BA: 'Billing Admin of workspace',
  CU: 'Chat User of workspace',
}

/** The refusal names the role that lacks the right. */
const lacksRight = (role: Role): RegExp =>
  new RegExp(`^You may not do this in (team|workspace) [\\s\\S]*You are ${TITLES[role]} `)

const types =
  (line: string | ((who: Someone, on: Platform) => string)): Deed['does'] =>
  (who, on) =>
    who.on[on].types(typeof line === 'string' ? line : line(who, on))

/** On a card of the time when they had every right (R9, H1): theirs would not offer it now. */
const presses =
  (label: string, kept: Kept): Deed['does'] =>
  (who, on) => {
    const card = who.kept[on].get(kept)
    if (!card) throw new Error(`${who.name} has kept no card of ${kept} on ${on}`)
    return who.on[on].presses(label, card)
  }

const deletesOwn = types(({ first }) => `/chatbot delete chatbot:${ownOf(first)}`)
const sharesOwn = types(({ first }) => `/chatbot share chatbot:${ownOf(first)}`)
const deletesForm = /^Delete (chatbot|agent)$/
const editForm = /^Edit (chatbot|agent)$/
const asksFirst = /^Ask to share$/
const sharesAtOnce = /^Share a chatbot$/
const switchedOff = /^This is switched off for members of team /

/** A picture is for nobody else only in a direct message of Slack, which then holds the card. */
const chartOf = (scope: 'team' | 'workspace') =>
  new RegExp(`^Billing of ${scope} |^Sent to you in a direct message`)

/** Handbook and Guide are somebody else's, shared with the team at level view without and at level edit with documents. */
export const TEAM_DEEDS = {
  'chatbot.view': { does: types('/chatbot show chatbot:Handbook'), granted: /^Chatbot Handbook/ },
  'chatbot.use': {
    does: types('/ask question:"When do you open?" chatbot:Guide private:yes'),
    granted: /nothing on that/,
  },
  'chatbot.edit, level view': {
    does: types('/chatbot edit chatbot:Handbook'),
    granted: editForm,
    refused: /^You may not do this with chatbot Handbook\nThis needs the level edit/,
  },
  'chatbot.edit, level edit': { does: types('/chatbot edit chatbot:Guide'), granted: editForm },
  'chatbot.create': {
    does: types('/chatbot create name:Another'),
    granted: /^New chatbot$/,
    refused: switchedOff,
  },
  'document.upload': {
    does: presses('Upload', 'documents'),
    granted: /^Upload documents$/,
    refused: switchedOff,
  },
  'document.upload, documents excluded': {
    does: types('/chatbot docs chatbot:Handbook'),
    granted: /^Documents of Handbook/,
    refused: /^The documents of chatbot Handbook are not shared with you/,
  },
  'chatbot.deleteOwn': { does: deletesOwn, granted: deletesForm },
  'chatbot.deleteTeam': {
    does: types('/chatbot delete chatbot:Handbook'),
    granted: deletesForm,
    refused: /^You may not delete chatbot Handbook\nIts owner may, and the owner and admins of a team/,
  },
  'member.invite': {
    does: types(({ first }, on) => `/team invite ${first}.${on}@guests.test`),
    granted: /^Invited 1 person as Member/,
  },
  'member.remove': {
    does: types('/team remove person:"Olivia Owner"'),
    granted: /^Remove Olivia Owner\?/,
  },
  'member.changeRole': {
    does: types('/team role person:"Olivia Owner" role:admin'),
    granted: /^Make Olivia Owner Admin\?/,
  },
  'team.settings': { does: types('/team settings'), granted: /^Team settings$/ },
  'team.billing': { does: types('/team billing'), granted: chartOf('team') },
  'team.delete': { does: types('/team delete'), granted: /^Delete team$/ },
  'team.transfer': {
    does: types('/team transfer person:"Ada Administers"'),
    granted: /^Hand the team over$/,
  },
  'share directly': { does: sharesOwn, granted: sharesAtOnce, refused: switchedOff },
  // A member is led to the request instead (F38).
  'share directly, settings on': { does: sharesOwn, granted: sharesAtOnce, refused: asksFirst },
  // Whoever shares directly need not ask.
  'file a request': {
    does: sharesOwn,
    granted: asksFirst,
    refused: /^Share a chatbot$|^This is switched off for members of team /,
  },
  'decide a request': { does: presses('Approve…', 'requests'), granted: /^Approve the request$/ },
  // Only the inbox of the recipient has it; nobody else has anything to press.
  'answer a transfer': {
    does: types('/inbox'),
    granted: /waits? for you\n[\s\S]*offers it to you/,
    refused: /^(Nothing waits|One thing waits|\d things wait) for you/,
  },
  leave: { does: types('/team leave'), granted: /^Leave team /, refused: /^The owner cannot leave/ },
} as const satisfies Readonly<Record<string, Deed>>

/** Who sees no agents is told that there is none, and everybody else which role lacks the right. */
const ofAgents = (role: Role) => (role === 'BA' ? /^There is no such chatbot/ : lacksRight(role))
const forAdmins = /^Only account admins may do this in the account/

export const WORKSPACE_DEEDS = {
  'account.users': {
    does: types('/account remove person:"Olivia Owner"'),
    granted: /^Remove Olivia Owner from the account admins\?/,
    refused: forAdmins,
  },
  'account.settings': { does: types('/account settings'), granted: /^Account settings$/, refused: forAdmins },
  // Renaming and deleting ask the same; the only connected workspace is not deleted.
  'account.workspaces': {
    does: types((_who, on) => `/workspace create name:Workspace-of-${on}`),
    granted: /^Workspace Workspace-of-\w+ is there/,
    refused: forAdmins,
  },
  'workspace.view': { does: types('/workspace overview'), granted: /^Workspace Acme/ },
  'workspace.users': {
    does: types('/workspace role person:"Olivia Owner" role:contentManager'),
    granted: /^Make Olivia Owner Content Manager\?/,
  },
  'workspace.users, of another workspace': {
    does: types('/workspace users workspace:Elsewhere'),
    granted: /^Users of workspace Elsewhere/,
    refused: /^There is no such workspace/,
  },
  'workspace.settings': { does: types('/workspace settings'), granted: /^Settings of workspace / },
  'knowledge.view': { does: types('/workspace knowledge'), granted: /^Knowledge bases of workspace / },
  'knowledge.manage': {
    does: presses('New knowledge base', 'bases'),
    granted: /^New knowledge base$/,
  },
  'source.manage': { does: presses('Upload', 'base'), granted: /^Upload documents$/ },
  'agent.view': { does: types('/workspace agents'), granted: /^Agents of workspace / },
  'agent.manage': { does: presses('New agent', 'agents'), granted: /^New agent$/ },
  // Instructions ask the same (test/agents/rights.test.ts).
  'agent.parts': {
    does: presses('Answer in this channel', 'channels'),
    granted: /^Front desk answers in this channel now/,
    refused: ofAgents,
  },
  'billing.view': { does: types('/workspace billing'), granted: chartOf('workspace') },
  'billing.manage': { does: presses('Change plan…', 'billing'), granted: /^Workspace .+ has the plan Basic/ },
  'thread.view': { does: types('/workspace threads'), granted: /^Threads of workspace / },
  'thread.send': {
    does: types('/ask question:"When do you open?" chatbot:"Front desk" private:yes'),
    granted: /nothing on that/,
    refused: ofAgents,
  },
  'thread.delete': { does: presses('Delete', 'threads'), granted: /^Delete this thread\?/ },
} as const satisfies Readonly<Record<string, Deed>>

/**
 * Does it, and waits for what the person sees then.
 * @throws when that is neither what the right gives nor the refusal of rights.
 */
export async function attempt(who: Someone, on: Platform, deed: Deed): Promise<'yes' | 'no'> {
  const { chatter } = who.on[on]
  if (chatter.form()) chatter.close()
  const before = new Set(seenBy(chatter).map(({ version }) => version))
  const words = deed.refused ?? lacksRight
  const refused = typeof words === 'function' ? words(who.role) : words
  const answer = () => {
    const news = seenBy(chatter).filter(({ version }) => !before.has(version))
    if (news.some(({ text }) => deed.granted.test(text))) return 'yes'
    return news.some(({ text }) => refused.test(text)) ? 'no' : undefined
  }
  await deed.does(who, on)
  return until(chatter, answer, PATIENCE_MS)
}

/** Slack has no colours for the tone of a card, and a mark before its title. */
const TONE_MARK = /^\P{L}+/u

/** Forms, and messages for nobody else: what they are told beside that comes as direct messages. */
function seenBy(chatter: Chatter): { version: string; text: string }[] {
  const form = chatter.form()
  const messages = chatter
    .channels()
    .flatMap((channel) => channel.messages.filter((message) => message.private))
  return [
    ...messages.map(({ id, text }) => ({ version: `${id} ${text}`, text: text.replace(TONE_MARK, '') })),
    ...(form ? [{ version: form.id, text: form.title }] : []),
  ]
}
