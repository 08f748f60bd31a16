import type { Fault, Request } from './protocol'
import type { PlatformFaults, Stage, StagePerson } from './stage'

/** Does what the page asked. Resolves to suggestions where it asked for some. */
export async function perform(stage: Stage, chatter: StagePerson | undefined, ask: Request) {
  if (ask.do === 'advance') return stage.clock.advance(ask.hours * 3_600_000)
  if (ask.do === 'fault') return causeFault[ask.fault](stage)
  if (!chatter) throw new Error(`nobody called ${ask.as} at ${ask.platform}`)
  switch (ask.do) {
    case 'watch':
      return
    case 'type':
      return chatter.type(ask.text, ask.channel)
    case 'press':
      return chatter.press(ask.message, ask.control, ask.value)
    case 'submit':
      return chatter.submit(ask.values)
    case 'close':
      return chatter.close()
    case 'openHome':
      return chatter.openHome?.()
    case 'suggest':
      return chatter.suggest(ask.where, ask.typed)
  }
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
