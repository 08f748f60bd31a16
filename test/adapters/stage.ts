import type { Interaction, Receive, Responder } from '../../src/chat'

type Part<T> = (interaction: Interaction, responder: Responder) => Promise<T>

/** Stands in for dispatch: a test says how the next interactions are answered. */
export interface Stage {
  receive: Receive
  /** Does `act`, answers the one interaction that follows with `part`, and gives what it returned. */
  play<T>(part: Part<T>, act: () => Promise<void>): Promise<T>
  /** The same for several interactions. */
  playTimes<T>(times: number, part: Part<T>, act: () => Promise<void>): Promise<T[]>
}

export function createStage(): Stage {
  let current: Receive | undefined

  async function playTimes<T>(times: number, part: Part<T>, act: () => Promise<void>): Promise<T[]> {
    const results = new Promise<T[]>((resolve, reject) => {
      const done: T[] = []
      current = async (interaction, responder) => {
        try {
          done.push(await part(interaction, responder))
          if (done.length === times) resolve(done)
        } catch (error) {
          reject(error)
        }
      }
    })
    const [played] = await Promise.all([results, act()])
    current = undefined
    return played
  }

  return {
    receive: async (interaction, responder) => {
      if (!current) throw new Error(`nobody expected ${JSON.stringify(interaction.happening)}`)
      await current(interaction, responder)
    },
    playTimes,
    play: async (part, act) => {
      const [played] = await playTimes(1, part, act)
      return played as Awaited<ReturnType<typeof part>>
    },
  }
}
