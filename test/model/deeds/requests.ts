import { DAY_MS } from '../../../src/clock'
import { type Deed, type Dice, pick, pickLiving, pickOpen, pressed, submitted } from '../plan'
import { owns, roleIn } from '../rights'
import { type Actor, type Chatbot, LEVELS, type Request, type Team, type World } from '../world'

/** That one person makes to one team within a day. */
const A_DAY = 10

const askedLately = (world: World, { person }: Actor, team: Team) =>
  [...world.requests.values()].filter(
    (each) => each.team === team && each.requesterId === person.id && each.askedAt > world.now - DAY_MS,
  ).length

/** Mostly one in which it could be shared. */
function pickTeamFor(world: World, chatbot: Chatbot, { second, yes }: Dice): Team | undefined {
  const all = [...world.teams.values()]
  const near = all.filter(({ workspace, gone }) => workspace === chatbot.workspace && !gone)
  return pick(yes && near.length > 0 ? near : all, second)
}

const file: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  const team = chatbot && pickTeamFor(world, chatbot, dice)
  const level = pick(LEVELS, dice.third)
  if (!chatbot || !team || !level) return null
  const may =
    owns(world, actor, chatbot) &&
    team.workspace === chatbot.workspace &&
    roleIn(actor, team) === 'member' &&
    team.switches.includes('memberChatbotCreation') &&
    !chatbot.grants.has(team.id) &&
    ![...world.requests.values()].some((each) => each.chatbot === chatbot && world.isOpen(each)) &&
    askedLately(world, actor, team) < A_DAY
  return {
    does: submitted(['requests.file', chatbot.id, team.id], { level, reason: dice.yes ? 'Please' : '' }),
    effect:
      may &&
      (async (newest) => {
        const id = await newest('share_request')
        const asked = { requesterId: actor.person.id, level, askedAt: world.now }
        world.requests.set(id, { id, chatbot, team, ...asked, status: 'pending', until: world.openFor() })
      }),
  }
}

/** The owner of the team alone, and never of their own (R9, F40). */
const mayDecide = (world: World, actor: Actor, request: Request) =>
  world.isOpen(request) && request.requesterId !== actor.person.id && roleIn(actor, request.team) === 'owner'

const approve: Deed = (world, actor, dice) => {
  const request = pickOpen(world.requests.values(), dice)
  if (!request) return null
  const { chatbot, team } = request
  const share = { level: pick(LEVELS, dice.third) ?? 'view', knowledge: dice.yes }
  const asAsked = dice.second % 2 === 0
  return {
    does: asAsked
      ? pressed('requests.approveAsAsked', request.id)
      : submitted(['requests.approve', request.id], {
          level: share.level,
          knowledge: share.knowledge ? ['knowledge'] : [],
        }),
    effect:
      mayDecide(world, actor, request) &&
      (() => {
        request.status = 'approved'
        chatbot.grants.set(team.id, asAsked ? { level: request.level, knowledge: false } : share)
      }),
  }
}

const deny: Deed = (world, actor, dice) => {
  const request = pickOpen(world.requests.values(), dice)
  if (!request) return null
  return {
    does: submitted(['requests.deny', request.id], { answer: dice.yes ? 'No' : '' }),
    effect: mayDecide(world, actor, request) && (() => void Object.assign(request, { status: 'denied' })),
  }
}

const withdraw: Deed = (world, actor, dice) => {
  const request = pickOpen(world.requests.values(), dice)
  if (!request) return null
  const may =
    world.isOpen(request) &&
    request.requesterId === actor.person.id &&
    roleIn(actor, request.team) !== undefined
  return {
    does: pressed('requests.withdraw', request.id),
    effect: may && (() => void Object.assign(request, { status: 'cancelled' })),
  }
}

export const requestDeeds = { file, approve, deny, withdraw }
