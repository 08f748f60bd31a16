import { type Deed, pick, pickLiving, pressed, submitted } from '../plan'
import { isOf, manages, owns, reachOf, roleIn } from '../rights'
import { type Actor, type Chatbot, type Grant, LEVELS, type Request, type Team, type World } from '../world'

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

export const shareDeeds = { shareWithTeam, shareWithPerson, endShare }
