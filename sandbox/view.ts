import type { Chatter, Platform } from './driver'
import type { PersonView } from './protocol'
import type { StagePlatform } from './stage'

/** All that the person sees at this moment. */
export function viewOf(chatter: Chatter, platform: StagePlatform | undefined): PersonView {
  const [home, form] = [chatter.home(), chatter.form()]
  return {
    userId: chatter.userId,
    channels: chatter.channels(),
    ...(home && { home }),
    ...(form && { form }),
    commands: platform?.completions ?? chatter.commands(),
  }
}

/** How many messages each person of a platform can see. */
export function countMessages(chatters: Chatter[], platform: Platform): Record<string, number> {
  const count = (chatter: Chatter) =>
    chatter.channels().reduce((sum, { messages }) => sum + messages.length, 0)
  const there = chatters.filter((chatter) => chatter.platform === platform)
  return Object.fromEntries(there.map((chatter) => [chatter.userId, count(chatter)]))
}
