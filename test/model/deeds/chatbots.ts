import { endChatbot } from '../ends'
import { type Deed, pick, pickLiving, pressed, submitted } from '../plan'
import { manages, mayDelete, mayEdit, mayIn, mayOperate, roleIn } from '../rights'
import { type Chatbot, LEVELS, type Workspace, type World } from '../world'

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

export const chatbotDeeds = { createChatbot, createAgent, editChatbot, changeStatus, deleteChatbot }
