import type { App } from '@slack/bolt'

export interface Recorded {
  type: string
  [field: string]: unknown
}

/** Collects what an app receives, events by themselves and interactions whole, and acknowledges all of it. */
export function createRecorder() {
  const received: Recorded[] = []
  return {
    received,
    register(app: App) {
      app.use(async ({ body, ack, next }) => {
        const { event, ...rest } = body as unknown as Recorded & { event?: Recorded }
        received.push(event ?? rest)
        await (ack as (() => Promise<void>) | undefined)?.()
        await next()
      })
    },
    /** Types and subtypes in the order of their arrival. */
    types: () => received.map(({ type, subtype }) => [type, subtype].filter(Boolean).join('.')),
    last(type: string): Recorded {
      const found = received.findLast((each) => each.type === type)
      if (!found) throw new Error(`no ${type} was received`)
      return found
    },
  }
}
