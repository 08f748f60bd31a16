import { type Chatter, findMessage, type SeenMessage, until } from './driver'
import { type WorldPerson, world } from './world'

interface Stage {
  slack: { as(userId: string): Chatter }
  discord?: { as(userId: string): Chatter }
}

function person(name: string) {
  const found: WorldPerson | undefined = world.people.find((candidate) => candidate.name === name)
  if (!found?.slack || !found.discord) throw new Error(`nobody on both platforms is called ${name}`)
  return { email: found.email, slack: found.slack, discord: found.discord }
}

/**
 * Sets the scene of a fresh sandbox the way people would, by typing and clicking: Olivia installs Rolecall in Slack
 * with the claim code, connects the Discord server and links herself there, Adam becomes her admin.
 */
export async function setTheScene({ slack, discord }: Stage, claimCode: string): Promise<void> {
  const olivia = slack.as(person('Olivia Owner').slack)
  await olivia.type(`/link ${claimCode}`, directChannel(olivia))
  const welcome = await sees(olivia, 'account admin')
  if (discord) {
    const oliviaInDiscord = discord.as(person('Olivia Owner').discord)
    await connectDiscord(olivia, welcome, oliviaInDiscord)
    await link(olivia, oliviaInDiscord)
  }
  const adam = person('Adam Admin')
  await olivia.type(`/team invite ${adam.email} role:admin`, directChannel(olivia))
  await sees(olivia, 'Invited 1 person')
  const adamInSlack = slack.as(adam.slack)
  await adamInSlack.type('/invitation accept', directChannel(adamInSlack))
  await sees(adamInSlack, 'Welcome to team')
}

/** By the button of the welcome: Slack takes only a handful of messages at once in one conversation. */
async function connectDiscord(
  olivia: Chatter,
  welcome: SeenMessage,
  oliviaInDiscord: Chatter,
): Promise<void> {
  const connect = welcome.controls.find(({ label }) => label.startsWith('Connect'))
  if (!connect) throw new Error(`no button to connect on: ${welcome.text}`)
  await olivia.press(welcome.id, connect.id)
  const told = await sees(olivia, CODE)
  await oliviaInDiscord.type(`/link ${CODE.exec(told.text)?.[0]}`)
  await sees(oliviaInDiscord, 'connected')
}

/** Whoever installs Rolecall on one platform is nobody on the other one until both are known to be the same person. */
async function link(known: Chatter, there: Chatter): Promise<void> {
  await known.type('/link', directChannel(known))
  const told = await sees(known, 'Your links')
  await there.type(`/link ${CODE.exec(told.text)?.[0]}`, directChannel(there))
  await sees(there, /You are .+ too/)
}

/** Private messages to the bot: the channels stay as a newcomer expects them. */
const directChannel = (chatter: Chatter) => chatter.channels().find(({ direct }) => direct)?.id

const CODE = /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/

const sees = (chatter: Chatter, text: string | RegExp): Promise<SeenMessage> =>
  until(chatter, () => findMessage(chatter, text))
