import type { Platform } from '../../sandbox/driver'
import type { Player } from './player'
import { personOf, type Stage as WholeStage } from './support'

type Stage = Omit<WholeStage, 'pass'>

/** A code as people read it in cards and mails. */
export const CODE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/

export function codeIn(text: string): string {
  const [code] = CODE.exec(text) ?? []
  if (!code) throw new Error(`no code in: ${text}`)
  return code
}

/** Olivia makes the account at one platform and connects the other. */
export async function install(stage: Stage, { near, far }: { near: Platform; far: Platform }): Promise<void> {
  const olivia = stage.at(near, 'Olivia Owner')
  const oliviaThere = stage.at(far, 'Olivia Owner')
  await olivia.types(`/link ${await stage.claimCode()}`)
  await olivia.sees('you are account admin')
  await olivia.types('/rolecall')
  await olivia.sees('Hello Olivia Owner')
  await olivia.presses('Connect Slack or Discord')
  await oliviaThere.types(`/link ${codeIn((await olivia.sees(CODE)).text)}`)
  await oliviaThere.sees('is connected')
  await olivia.sees('Olivia Owner typed your code there')
}

/** The owner invites by address; the code is in the mail that arrives. */
export async function invite(stage: Stage, owner: Player, name: string, role = 'member'): Promise<string> {
  const { email } = personOf(name)
  const before = stage.sandbox.mail.mails().length
  await owner.types(`/team invite ${email} role:${role}`)
  await owner.sees('Invited 1 person')
  const mail = await stage.mailTo(email, 'invites you', before)
  return codeIn(mail.text)
}

/** Becomes a member by the code of the mail, which also makes this chat user known. */
export async function join(stage: Stage, owner: Player, member: Player, role = 'member'): Promise<void> {
  const code = await invite(stage, owner, member.chatter.name, role)
  await member.types(`/invite accept ${code}`)
  await member.sees('Welcome to team')
  await owner.sees('accepted your invitation')
}

/** Somebody known at one platform becomes known at another, by a code. */
export async function link(known: Player, there: Player): Promise<void> {
  await known.types('/link')
  await there.types(`/link ${codeIn((await known.sees('Your links')).text)}`)
  await there.sees(/You are .+ too/)
}

/** From now on members may build chatbots, and ask to share them. */
export async function letMembersBuild(owner: Player): Promise<void> {
  await owner.types('/team settings')
  await owner.seesForm('Team settings')
  await owner.fills({ 'What members may do': ['memberChatbotCreation', 'memberDocumentUploads'] })
  await owner.sees('Settings saved')
}

/** A chatbot of the member's own, shared with nobody. */
export async function createOwnChatbot(member: Player, name: string): Promise<void> {
  await member.types(`/chatbot create name:${name}`)
  await member.seesForm('New chatbot')
  await member.fills({})
  await member.sees(`Chatbot ${name} is there`)
}
