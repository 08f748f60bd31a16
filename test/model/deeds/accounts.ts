import { endAccount, endMembership, leaveBehind, takeBackKeys } from '../ends'
import { type Deed, pick, pickLiving, pressed, submitted } from '../plan'
import { isAdmin } from '../rights'
import type { Account, World } from '../world'

const changeSettings: Deed = (world, actor, dice) => {
  const account = pickLiving(world.accounts.values(), dice)
  if (!account) return null
  const name = `Account ${world.now}`
  return {
    does: pressed('account.settings', account.id),
    fills: { name, address: '', vatId: '', mail: '' },
    effect: isAdmin(world, actor, account.id) && (() => void Object.assign(account, { name })),
  }
}

/** R14: from two to one only after a warning, and never to none. */
const mayLose = ({ admins }: Account, warned: boolean) => admins.size > (warned ? 1 : 2)

const workspacesOf = (world: World, { id }: Account) =>
  [...world.workspaces.values()].filter(({ accountId, gone }) => accountId === id && !gone)

const removeAdmin: Deed = (world, actor, dice) => {
  const account = pickLiving(world.accounts.values(), dice)
  const person = pick(world.people, dice.second)
  if (!account || !person) return null
  const warned = dice.third % 2 === 0
  const may = isAdmin(world, actor, account.id) && account.admins.has(person.id) && mayLose(account, warned)
  return {
    does: pressed('account.remove', account.id, person.id, ...(warned ? ['warned'] : [])),
    effect:
      may &&
      (() => {
        takeBackKeys(world, account, person.id, true)
        account.admins.delete(person.id)
        for (const workspace of workspacesOf(world, account)) leaveBehind(world, workspace, person.id)
      }),
  }
}

/** Whoever owns a team hands it over first. */
const leaveAccount: Deed = (world, actor, dice) => {
  const account = pickLiving(world.accounts.values(), dice)
  if (!account) return null
  const { id } = actor.person
  const warned = dice.third % 2 === 0
  const theirs = [...world.teams.values()].filter(
    ({ workspace, members }) => workspace.accountId === account.id && members.has(id),
  )
  const may =
    isAdmin(world, actor, account.id) &&
    mayLose(account, warned) &&
    theirs.every(({ members }) => members.get(id)?.role !== 'owner')
  return {
    does: pressed('account.leave', account.id, ...(warned ? ['warned'] : [])),
    effect:
      may &&
      (() => {
        takeBackKeys(world, account, id, false)
        account.admins.delete(id)
        for (const team of theirs) endMembership(world, team, id)
        for (const workspace of workspacesOf(world, account)) {
          workspace.users.delete(id)
          leaveBehind(world, workspace, id)
        }
      }),
  }
}

/** Half of everything ends with it. */
const deleteAccount: Deed = (world, actor, dice) => {
  const account = pickLiving(world.accounts.values(), dice)
  if (!account || !dice.seldom) return null
  const name = dice.third % 4 === 0 ? 'another name' : account.name
  return {
    does: submitted(['account.delete', account.id], { name }),
    effect: name === account.name && isAdmin(world, actor, account.id) && (() => endAccount(world, account)),
  }
}

export const accountDeeds = {
  changeAccountSettings: changeSettings,
  removeAdmin,
  leaveAccount,
  deleteAccount,
}
