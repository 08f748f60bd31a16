import type { IncomingMessage, ServerResponse } from 'node:http'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Decision, Happening, Platform, Receive, Responder } from '../chat'

/** Platforms wait for three seconds. */
const ACK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 2.5, 3, 5]
const ANSWER_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60]

/** Where a platform sends requests, as in `ChatAdapter`. */
interface Requests {
  path: string
  handle(request: IncomingMessage, response: ServerResponse): void
}

export interface Interactions {
  /** The same, measured from its call to its end, and on Discord to the first response. */
  receive(receive: Receive): Receive
  /** The same, measured until each request of the platform is answered: over HTTP that is Slack's acknowledgement. */
  requests(platform: Platform, requests: Requests): Requests
  /** How an interaction came out. */
  decided(platform: Platform, decision: Decision): void
}

export function measureInteractions(registry: Registry): Interactions {
  const registers = [registry]
  const acks = new Histogram({
    name: 'rolecall_ack_seconds',
    help: 'Time until the platform had its acknowledgement',
    labelNames: ['platform'],
    buckets: ACK_SECONDS,
    registers,
  })
  const answers = new Histogram({
    name: 'rolecall_interaction_seconds',
    help: 'Time until an interaction was answered in full',
    labelNames: ['platform', 'kind'],
    buckets: ANSWER_SECONDS,
    registers,
  })
  const underWay = new Gauge({
    name: 'rolecall_interactions_under_way',
    help: 'Interactions that are being answered',
    registers,
  })
  const decisions = new Counter({
    name: 'rolecall_decisions_total',
    help: 'Interactions by how they came out: answered, failed, or the code of a refusal',
    labelNames: ['platform', 'decision'],
    registers,
  })

  return {
    receive: (receive) => async (interaction, responder) => {
      const { platform } = interaction.place
      const startedAt = performance.now()
      underWay.inc()
      const first = () => acks.observe({ platform }, secondsSince(startedAt))
      try {
        // Slack's acknowledgement is the answer to its request, which is measured there.
        await receive(interaction, platform === 'discord' ? onFirst(responder, first) : responder)
      } finally {
        underWay.dec()
        answers.observe({ platform, kind: kindOf(interaction.happening) }, secondsSince(startedAt))
      }
    },
    requests: (platform, { path, handle }) => ({
      path,
      handle: (request, response) => {
        const startedAt = performance.now()
        response.once('finish', () => acks.observe({ platform }, secondsSince(startedAt)))
        handle(request, response)
      },
    }),
    decided: (platform, decision) => decisions.inc({ platform, decision }),
  }
}

const secondsSince = (startedAt: number) => (performance.now() - startedAt) / 1_000

const kindOf = ({ kind }: Happening) => kind

/** Calls `first` when the platform has taken the first response, whichever that is. */
function onFirst(responder: Responder, first: () => void): Responder {
  let pending: (() => void) | undefined = first
  const responded = <T>(result: T): T => {
    pending?.()
    pending = undefined
    return result
  }
  return {
    showsFieldErrors: responder.showsFieldErrors,
    get opensForms() {
      return responder.opensForms ?? true
    },
    defer: () => responder.defer().then(responded),
    answer: (answer) => responder.answer(answer).then(responded),
    suggest: (choices) => responder.suggest(choices).then(responded),
  }
}
