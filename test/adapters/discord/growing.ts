import type { DiscordSandboxOptions } from '../../../sandbox/discord'
import { findMessage, type SeenMessage, until } from '../../../sandbox/driver'
import type { Answer, Ending, Interaction, PostedMessage, Stream } from '../../../src/chat'
import { createScene, type Scene } from '../scene'
import { type DiscordHarness, startDiscordHarness } from './harness'

/** A growing answer as a feature gives it. */
export const growing = (audience: Stream['audience'], write: Stream['write']): Stream => ({
  kind: 'stream',
  audience,
  title: 'Thinking',
  stop: { label: 'Stop', press: 'answer.stop:01J' },
  write,
})

export const ending = (...titles: string[]): Ending => ({ cards: titles.map((title) => ({ title })) })

export const messageId = ({ happening }: Interaction) => (happening.kind === 'message' ? happening.id : '')

/** A scene at Discord, with the moves that tests of growing answers share. */
export interface GrowingScene extends Pick<Scene, 'open' | 'close' | 'play' | 'press' | 'showInChannel'> {
  readonly harness: DiscordHarness
  /** Olivia mentions the bot in the channel. */
  mention(): Promise<void>
  /** Olivia calls a command there. */
  command(): Promise<void>
  /** Answers what is done, which is a mention when left out. */
  answer(answer: Answer, act?: () => Promise<void>): Promise<PostedMessage | undefined>
  shownTo(who: 'olivia' | 'adam', words: string | RegExp): Promise<SeenMessage>
}

export function createGrowingScene(platform: Partial<DiscordSandboxOptions> = {}): GrowingScene {
  let started: DiscordHarness | undefined
  const scene = createScene(async (registry, receive) => {
    started = await startDiscordHarness(registry, receive, {}, platform)
    return started
  })
  const harness = () => {
    if (!started) throw new Error('the harness has not started')
    return started
  }
  const mention = () => {
    const { olivia, channel, mention } = harness()
    return olivia.type(`${mention} what does a lamp cost?`, channel)
  }
  const { open, close, play, press, showInChannel } = scene
  return {
    open,
    close,
    play,
    press,
    showInChannel,
    get harness() {
      return harness()
    },
    mention,
    command: scene.type('/team invite ann@acme.test'),
    answer: (answer, act = mention) => scene.play((_, responder) => responder.answer(answer), act),
    shownTo: (who, words) => until(harness()[who], () => findMessage(harness()[who], words)),
  }
}
