import { takeTeam } from '../ends'
import { type Deed, pick, pickLiving, pickOpen, pressed, submitted } from '../plan'
import { isActiveIn, isAwaited, isOf, owns, roleIn, standsBy } from '../rights'
import { type Chatbot, isTeam, type Request, type Team, type World } from '../world'

const offered = async (
  world: World,
  newest: (table: string) => Promise<string>,
  subject: Team | Chatbot,
  fromId: string,
  toId: string,
) => {
  const id = await newest('transfer')
  world.transfers.set(id, { id, subject, fromId, toId, status: 'pending', until: world.openFor() })
}

const offerTeam: Deed = (world, actor, dice) => {
  const team = pickLiving(world.teams.values(), dice)
  const member = team && pick(team.members.keys(), dice.second)
  const person = world.people.find(({ id }) => id === member) ?? pick(world.people, dice.second)
  if (!team || !person) return null
  const word = dice.third % 4 === 0 ? 'yes' : 'confirm'
  const may =
    roleIn(actor, team) === 'owner' &&
    person !== actor.person &&
    isActiveIn(world, team, person.id) &&
    !isAwaited(world, team) &&
    word === 'confirm'
  return {
    does: submitted(['transfers.team', team.id, person.id], { typed: word }),
    effect: may && ((newest) => offered(world, newest, team, actor.person.id, person.id)),
  }
}

const offerChatbot: Deed = (world, actor, dice) => {
  const chatbot = pickLiving(world.chatbots.values(), dice)
  const person = pick(world.people, dice.second)
  if (!chatbot || !person) return null
  const may =
    owns(world, actor, chatbot) &&
    person !== actor.person &&
    isOf(world, chatbot.workspace, person.id) &&
    !isAwaited(world, chatbot)
  return {
    does: pressed('transfers.chatbot', chatbot.id, person.id),
    effect: may && ((newest) => offered(world, newest, chatbot, actor.person.id, person.id)),
  }
}

const accept: Deed = (world, actor, dice) => {
  const transfer = pickOpen(world.transfers.values(), dice)
  if (!transfer) return null
  const { subject, toId } = transfer
  return {
    does: pressed('transfers.accept', transfer.id),
    effect:
      world.isOpen(transfer) &&
      standsBy(world, actor, transfer, toId) &&
      (() => {
        transfer.status = 'accepted'
        world.unsettled = true
        if (isTeam(subject)) takeTeam(world, subject, toId)
        else takeChatbot(world, subject, toId)
      }),
  }
}

/** What was shared with the new owner is theirs; what the old one asked for is nobody's wish any more. */
function takeChatbot(world: World, chatbot: Chatbot, toId: string): void {
  chatbot.ownerId = toId
  chatbot.grants.delete(toId)
  world.cancel(world.requests.values(), (each: Request) => each.chatbot === chatbot)
}

const end =
  (press: 'transfers.decline' | 'transfers.cancel'): Deed =>
  (world, actor, dice) => {
    const transfer = pickOpen(world.transfers.values(), dice)
    if (!transfer) return null
    const [side, status] =
      press === 'transfers.decline'
        ? ([transfer.toId, 'declined'] as const)
        : ([transfer.fromId, 'cancelled'] as const)
    return {
      does: pressed(press, transfer.id),
      effect:
        world.isOpen(transfer) &&
        standsBy(world, actor, transfer, side) &&
        (() => void Object.assign(transfer, { status })),
    }
  }

export const transferDeeds = {
  offerTeam,
  offerChatbot,
  acceptTransfer: accept,
  declineTransfer: end('transfers.decline'),
  cancelTransfer: end('transfers.cancel'),
}
