import { endChatbot } from '../ends'
import { type Deed, pick, pickLiving, pressed, submitted } from '../plan'
import { isOf, manages, mayDelete, mayEdit, mayIn, mayOperate, owns, reachOf, roleIn } from '../rights'
import {
  type Actor,
  type Chatbot,
  type Grant,
  LEVELS,
  type Request,
  type Team,
  type Workspace,
  type World,
} from '../world'

const keep = (world: World, id: string, workspace: Workspace, name: string, ownerId: string | null) => {
  const chatbot: Chatbot = { id, workspace, name, ownerId, status: 'active', grants: new Map(), gone: false }
  world.chatbots.set(id, chatbot)
  return chatbot
}

/** A member may while the setting is on, but shares nothing directly (F10–F12, F38). */
const createChatbot: Deed = (world, actor, dice) => {
  const team = pickLiving(world.teams.values(), dice)
  if (!team) return null
  const name = `Chatbot ${world.now}`
  const level = pick([...LEVELS, undefined, undefined, undefined, undefined], dice.second)
  const role = roleIn(actor, team)
  const may =
    manages(actor, team) || (role === 'member' && team.switches.includes('memberChatbotCreation') && !level)
  return {
    does: submitted(['chatbots.create', team.id], { name, ...(level && { level, knowledge: [] }) }),
    effect:
      may &&
      (async (newest) => {
        const chatbot = keep(world, await newest('chatbot'), team.workspace, name, actor.person.id)
        if (level) chatbot.grants.set(team.id, { level, knowledge: false })
      }),
  }
}

const createAgent: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  if (!workspace) return null
  const name = `Agent ${world.now}`
  return {
    does: submitted(['agents.create', workspace.id], { name, keep: 'forGood' }),
    effect:
      mayIn(world, actor, workspace, 'workspaceAdmin', 'agentManager') &&
      (async (newest) => void keep(world, await newest('chatbot'), workspace, name, null)),
  }
}

const editChatbot: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  if (!chatbot) return null
  const name = `Edited ${world.now}`
  return {
    does: pressed('chatbots.edit', chatbot.id),
    fills: { name, keep: 'forGood' },
    effect: mayEdit(world, actor, chatbot) && (() => void Object.assign(chatbot, { name })),
  }
}

const NEXT: Readonly<Record<string, Readonly<Partial<Record<Chatbot['status'], Chatbot['status']>>>>> = {
  pause: { active: 'paused' },
  resume: { paused: 'active' },
  archive: { active: 'archived', paused: 'archived' },
  restore: { archived: 'active' },
}

const changeStatus: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  if (!chatbot) return null
  const wish = pick(Object.keys(NEXT), dice.second) ?? ''
  const status = NEXT[wish]?.[chatbot.status]
  return {
    does: pressed('chatbots.status', chatbot.id, wish),
    effect:
      status !== undefined &&
      mayOperate(world, actor, chatbot) &&
      (() => void Object.assign(chatbot, { status })),
  }
}

const deleteChatbot: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  if (!chatbot) return null
  const name = dice.second % 3 === 0 ? 'another name' : chatbot.name
  return {
    does: submitted(['chatbots.delete', chatbot.id], { name }),
    effect: name === chatbot.name && mayDelete(world, actor, chatbot) && (() => endChatbot(world, chatbot)),
  }
}

const grantOf = ({ second, yes }: { second: number; yes: boolean }): Grant => ({
  level: pick(LEVELS, second) ?? 'view',
  knowledge: yes,
})

const valuesOf = ({ level, knowledge }: Grant) => ({ level, knowledge: knowledge ? ['knowledge'] : [] })

const isSame = (had: Grant | undefined, { level, knowledge }: Grant) =>
  had?.level === level && had.knowledge === knowledge

/** Who asks for what is shared now has nothing to ask any more. */
function give(world: World, chatbot: Chatbot, toId: string, grant: Grant): void {
  chatbot.grants.set(toId, grant)
  world.cancel(world.requests.values(), (each: Request) => each.chatbot === chatbot && each.team.id === toId)
}

/** With a team: its owner or admin, what is theirs; how a team has what it pays for, its owner says, too. */
function mayGive(world: World, actor: Actor, chatbot: Chatbot, team: Team): boolean {
  if (!reachOf(world, actor, chatbot) || team.workspace !== chatbot.workspace) return false
  if (chatbot.grants.has(team.id) && roleIn(actor, team) === 'owner') return true
  return owns(world, actor, chatbot) && manages(actor, team)
}

const shareWithTeam: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  const team = pick(world.teams.values(), dice.third)
  if (!chatbot || !team) return null
  const grant = grantOf(dice)
  return {
    does: submitted(['shares.give', chatbot.id, team.id], valuesOf(grant)),
    effect:
      mayGive(world, actor, chatbot, team) &&
      !isSame(chatbot.grants.get(team.id), grant) &&
      (() => give(world, chatbot, team.id, grant)),
  }
}

const shareWithPerson: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  const person = pick(world.people, dice.third)
  if (!chatbot || !person) return null
  const grant = grantOf(dice)
  const may =
    owns(world, actor, chatbot) && isOf(world, chatbot.workspace, person.id) && person !== actor.person
  return {
    does: submitted(['shares.givePerson', chatbot.id], { person: person.id, ...valuesOf(grant) }),
    effect:
      may && !isSame(chatbot.grants.get(person.id), grant) && (() => give(world, chatbot, person.id, grant)),
  }
}

const endShare: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  const whomId = chatbot && pick([...chatbot.grants.keys(), ...world.teams.keys()], dice.second)
  if (!chatbot || whomId === undefined) return null
  const team = world.teams.get(whomId)
  const may =
    chatbot.grants.has(whomId) &&
    (owns(world, actor, chatbot) || (team !== undefined && manages(actor, team)))
  return {
    does: pressed('shares.end', chatbot.id, whomId),
    effect: may && (() => void chatbot.grants.delete(whomId)),
  }
}

const createBase: Deed = (world, actor, dice) => {
  const workspace = pickLiving(world.workspaces.values(), dice)
  if (!workspace) return null
  const name = `Base ${world.now}`
  return {
    does: submitted(['knowledge.create', workspace.id], { name, description: '' }),
    effect:
      mayIn(world, actor, workspace, 'workspaceAdmin', 'contentManager') &&
      (async (newest) => {
        const id = await newest('knowledge_base')
        world.bases.set(id, { id, workspace, name, gone: false })
      }),
  }
}

const deleteBase: Deed = (world, actor, dice) => {
  const base = pickLiving(world.bases.values(), dice)
  if (!base) return null
  return {
    does: submitted(['knowledge.delete', base.id], { name: base.name }),
    effect:
      !base.gone &&
      mayIn(world, actor, base.workspace, 'workspaceAdmin', 'contentManager') &&
      (() => void Object.assign(base, { gone: true })),
  }
}

export const chatbotDeeds = { createChatbot, createAgent, editChatbot, changeStatus, deleteChatbot }
export const shareDeeds = { shareWithTeam, shareWithPerson, endShare }
export const baseDeeds = { createBase, deleteBase }
