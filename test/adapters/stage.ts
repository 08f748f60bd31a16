import type { Interaction, Receive, Responder } from '../../src/chat'

type Part<T> = (interaction: Interaction, responder: Responder) => Promise<T>

/** Stands in for dispatch: a test says how the next interactions are answered. */
export interface Stage {
  receive: Receive
  /** Does `act`, answers the one interaction that follows with `part`, and gives what it returned. */
  play<T>(part: Part<T>, act: () => Promise<void>): Promise<T>
  /** The same for several interactions. */
  playTimes<T>(times: number, part: Part<T>, act: () => Promise<void>): Promise<T[]>
  /** The same for one message that does not speak to the bot; elsewhere such messages are ignored. */
  overhear<T>(part: Part<T>, act: () => Promise<void>): Promise<T>
}

export function createStage(): Stage {
  const current: { addressed?: Receive | undefined; overheard?: Receive | undefined } = {}

  async function playOn<T>(
    slot: keyof typeof current,
    times: number,
    part: Part<T>,
    act: () => Promise<void>,
  ): Promise<T[]> {
    const results = new Promise<T[]>((resolve, reject) => {
      const done: T[] = []
      current[slot] = async (interaction, responder) => {
        try {
          done.push(await part(interaction, responder))
          if (done.length === times) resolve(done)
        } catch (error) {
          reject(error)
        }
      }
    })
    const [played] = await Promise.all([results, act()])
    current[slot] = undefined
    return played
  }

  async function playOnce<T>(slot: keyof typeof current, part: Part<T>, act: () => Promise<void>) {
    const [played] = await playOn(slot, 1, part, act)
    return played as Awaited<ReturnType<typeof part>>
  }

  return {
    receive: async (interaction, responder) => {
      const { happening } = interaction
      if (happening.kind === 'message' && !happening.addressed)
        return current.overheard?.(interaction, responder)
      if (!current.addressed) throw new Error(`nobody expected ${JSON.stringify(happening)}`)
      await current.addressed(interaction, responder)
    },
    playTimes: (times, part, act) => playOn('addressed', times, part, act),
    play: (part, act) => playOnce('addressed', part, act),
    overhear: (part, act) => playOnce('overheard', part, act),
  }
}
