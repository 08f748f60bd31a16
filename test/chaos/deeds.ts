import { createPlayer, type Player } from '../journeys/player'
import { codeIn } from '../journeys/scenes'
import { personOf, type Stage } from '../journeys/support'

/** Short: who was talking to a process that died gets no answer, and goes on with something else. */
const PATIENCE_MS = 2_500

type At = Pick<Stage, 'sandbox' | 'at'>
type Deed = () => Promise<void>

/** Four people on two platforms who change things all the time: who they are, and what each of them does. */
export function everybodysDeeds(stage: At): Record<string, Record<string, Deed>> {
  const [olivia, sam] = [hasty(stage, 'slack', 'Olivia Owner'), hasty(stage, 'slack', 'Sam Stranger')]
  const [adam, maya] = [hasty(stage, 'discord', 'Adam Admin'), hasty(stage, 'discord', 'Maya Member')]
  return {
    olivia: {
      'change a role': () => changeRole(olivia, 'Maya Member'),
      'invite somebody': () => invite(olivia),
      'approve a request': () => approve(olivia),
      'deny a request': () => deny(olivia),
      'remove a member, who comes back': () => removeAndReturn(stage, olivia, maya),
    },
    adam: {
      'change a role': () => changeRole(adam, 'Sam Stranger'),
      'invite somebody': () => invite(adam),
      'cancel an invitation': () => cancelInvitation(adam),
      'change settings': () => changeSettings(adam),
    },
    maya: membersDeeds(maya),
    sam: membersDeeds(sam),
  }
}

const membersDeeds = (member: Player) => ({
  'make a chatbot and ask to share it': () => askToShare(member),
  'withdraw a request': () => withdraw(member),
})

const hasty = (stage: At, platform: 'slack' | 'discord', name: string) =>
  createPlayer(stage.at(platform, name).chatter, PATIENCE_MS)

let made = 0

async function changeRole(player: Player, name: string): Promise<void> {
  made += 1
  const [role, label] = made % 2 ? ['admin', 'Admin'] : ['member', 'Member']
  await player.types(`/team role person:"${name}" role:${role}`)
  await player.presses(`Make ${label}`, await player.sees(`Make ${name} ${label}?`))
  await player.sees(`${name} is now ${label}`)
}

async function invite(player: Player): Promise<void> {
  made += 1
  await player.types(`/team invite guest-${made}@acme.test`)
  await player.sees('Invited 1 person')
}

async function cancelInvitation(player: Player): Promise<void> {
  await player.types('/team invitations')
  await player.presses('Cancel invitation', await player.sees('Invitations of'))
  await player.sees(/Cancelled|Expired/)
}

async function changeSettings(player: Player): Promise<void> {
  made += 1
  await player.types('/team settings')
  await player.seesForm('Team settings')
  const uploads = made % 2 ? ['memberDocumentUploads'] : []
  await player.fills({ 'What members may do': ['memberChatbotCreation', ...uploads] })
  await player.sees('Settings saved')
}

export async function askToShare(player: Player): Promise<void> {
  made += 1
  const name = `Helper-${made}`
  await player.types(`/chatbot create name:${name}`)
  await player.seesForm('New chatbot')
  await player.fills({})
  await player.sees(`Chatbot ${name} is there`)
  await player.types(`/chatbot share chatbot:${name}`)
  await player.seesForm('Ask to share')
  await player.fills({})
  await player.sees(`is asked to share chatbot ${name}`)
}

async function withdraw(player: Player): Promise<void> {
  await player.presses('Withdraw')
  await player.sees(/withdrawn/)
}

export async function approve(owner: Player): Promise<void> {
  await owner.presses('Approve: view, no documents')
  await owner.sees(/: approved/)
}

async function deny(owner: Player): Promise<void> {
  await owner.presses('Deny…')
  await owner.seesForm('Deny the request')
  await owner.fills({ Reason: 'Not now' })
  await owner.sees(/: denied/)
}

async function removeAndReturn(stage: At, owner: Player, member: Player): Promise<void> {
  const { name } = member.chatter
  await owner.types(`/team remove "${name}"`)
  await owner.presses('Remove', await owner.sees(`Remove ${name}?`))
  await owner.sees(`${name} is not in team`)
  await comeBack(stage, owner, member)
}

async function comeBack({ sandbox }: At, owner: Player, member: Player): Promise<void> {
  const { name } = member.chatter
  const { email } = personOf(name)
  await owner.types(`/team invite ${email}`)
  await owner.sees('Invited 1 person')
  const mail = sandbox.mail
    .mails()
    .findLast(({ to, subject }) => to.includes(email) && subject.includes('invites you'))
  await member.types(`/invite accept ${codeIn(mail?.text ?? '')}`)
  await member.sees('Welcome to team')
}
