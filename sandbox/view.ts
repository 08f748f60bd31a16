import type { Chatter, Platform } from './driver'
import type { MessageCounts, PersonView } from './protocol'
import type { StagePlatform } from './stage'

/** All that the person sees at this moment. */
export function viewOf(chatter: Chatter, platform: StagePlatform | undefined): PersonView {
  const [home, form] = [chatter.home(), chatter.form()]
  return {
    userId: chatter.userId,
    channels: chatter.channels(),
    groups: chatter.groups(),
    ...(home && { home }),
    ...(form && { form }),
    commands: platform?.completions ?? chatter.commands(),
    menu: chatter.messageMenu(),
  }
}

export function countMessages(chatters: Chatter[], platform: Platform): MessageCounts {
  const count = (chatter: Chatter) =>
    Object.fromEntries(chatter.channels().map(({ id, messages }) => [id, messages.length]))
  const there = chatters.filter((chatter) => chatter.platform === platform)
  return Object.fromEntries(there.map((chatter) => [chatter.userId, count(chatter)]))
}
