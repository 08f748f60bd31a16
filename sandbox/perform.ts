import type { Answer, Fault, Request } from './protocol'
import type { OpenStage, PlatformFaults, Stage, StagePerson } from './stage'

/** Does what the page asked. Resolves to what it asked for, where it asked for something. */
export async function perform(
  stage: OpenStage,
  chatter: StagePerson | undefined,
  ask: Request,
): Promise<Answer> {
  if (ask.do === 'suggest') return { suggestions: await present(chatter, ask).suggest(ask.where, ask.typed) }
  if (ask.do === 'openAssistant') {
    const thread = await present(chatter, ask).openAssistant?.()
    return thread === undefined ? {} : { thread }
  }
  if (ask.do === 'advance') stage.clock.advance(ask.hours * 3_600_000)
  else if (ask.do === 'fault') causeFault[ask.fault](stage)
  else await act(stage, present(chatter, ask), ask)
  return {}
}

type Act = Exclude<Request, { do: 'suggest' | 'openAssistant' | 'advance' | 'fault' }>

async function act({ takeFile }: OpenStage, chatter: StagePerson, ask: Act): Promise<void> {
  switch (ask.do) {
    case 'watch':
      return
    case 'type': {
      const { files = [], thread } = ask
      const more = { files: files.map(takeFile), ...(thread !== undefined && { thread }) }
      return chatter.type(ask.text, ask.channel, more)
    }
    case 'edit':
      return chatter.edit(ask.message, ask.text)
    case 'remove':
      return chatter.remove(ask.message)
    case 'choose':
      return chatter.choose(ask.message, ask.label)
    case 'press':
      return chatter.press(ask.message, ask.control, ask.value)
    case 'submit': {
      const files = Object.entries(ask.files).map(([field, ids]) => [field, ids.map(takeFile)])
      return chatter.submit(ask.values, Object.fromEntries(files))
    }
    case 'close':
      return chatter.close()
    case 'openHome':
      return chatter.openHome?.()
  }
}

function present(chatter: StagePerson | undefined, { platform, as }: { platform: string; as: string }) {
  if (!chatter) throw new Error(`nobody called ${as} at ${platform}`)
  return chatter
}

const slowMs = 1_500

const causeFault: Record<Fault, (stage: Stage) => void> = {
  slackDown: ({ platforms }) => platforms.slack?.faults.goDown(),
  discordDown: ({ platforms }) => platforms.discord?.faults.goDown(),
  mailDown: ({ mail }) => mail?.faults.goDown(),
  dropSockets: (stage) => onBoth(stage, (faults) => faults.dropSockets()),
  duplicate: (stage) => onBoth(stage, (faults) => faults.duplicate(1)),
  slow: (stage) => onBoth(stage, (faults) => faults.delay(slowMs)),
  clear(stage) {
    stage.mail?.faults.clear()
    onBoth(stage, (faults) => faults.clear())
    // Whoever listens to the clock looks again at what is due, and need not wait for their next look.
    stage.clock.advance(0)
  },
}

function onBoth({ platforms }: Stage, act: (faults: PlatformFaults) => void): void {
  for (const platform of [platforms.slack, platforms.discord]) if (platform) act(platform.faults)
}
