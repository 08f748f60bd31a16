import { type Answers, startAnswers } from './answers'
import { openConnection } from './connection'
import { overload } from './overload'
import { runPeer } from './peer'
import { quantile } from './rows'
import type { Pair } from './seed'
import { commandBody, pressBody, slackRequest } from './slack-request'

export interface LoadOptions {
  /** Where Slack's requests go: connections take turns, one server each. */
  urls: readonly [string, ...string[]]
  sends: 'command' | 'press'
  pairs: readonly Pair[]
  /** What a right answer at the response address contains; null when nobody answers there. */
  answerContains: string | null
}

export type LoadQuestion =
  /** Each connection sends its next request when the last one is acknowledged, and answered where answers are expected. */
  | { kind: 'saturate'; connections: number; seconds: number }
  /** Requests come at their own pace, whatever happens to the earlier ones. */
  | { kind: 'overload'; perSecond: number; seconds: number }

export interface Saturated {
  perSecond: number
  requests: number
  ackP50Ms: number
  ackP99Ms: number
  /** Not acknowledged with 200, or not answered as expected. */
  wrong: number
  lastAnswer: string
}

const ANSWER_TIMEOUT_MS = 10_000

runPeer<LoadOptions, LoadQuestion>(async (options) => {
  const answers = await startAnswers()
  const next = requests(options, answers)
  return {
    ready: {},
    answer: (question) =>
      question.kind === 'saturate'
        ? saturate(options, next, question)
        : overload(Number(new URL(options.urls[0]).port), () => next(0, 1), question),
  }
})

export interface NextRequest {
  text: string
  /** Null when none came; never settles where no answer is expected. */
  answer: Promise<string | null>
  /** The change was made: the next press wishes the opposite. */
  took(): void
}

type Next = (slot: number, slots: number) => NextRequest

/** Slots share no people, so that presses at the same time do not meet in one membership. */
function requests({ urls, sends, pairs, answerContains }: LoadOptions, answers: Answers): Next {
  const path = new URL(urls[0]).pathname
  const turns = new Map<number, number>()
  const isAdmin = new Uint8Array(pairs.length)
  return (slot, slots) => {
    const turn = turns.get(slot) ?? 0
    turns.set(slot, turn + 1)
    const index = (slot + turn * slots) % (pairs.length - (pairs.length % slots))
    const pair = pairs[index]
    if (!pair) throw new Error('nobody has been seeded')
    const expected = answerContains === null ? undefined : answers.expect(ANSWER_TIMEOUT_MS)
    const responseUrl = expected?.url ?? 'http://127.0.0.1:9/nobody-listens'
    const body =
      sends === 'command'
        ? commandBody(pair, responseUrl)
        : pressBody(pair, isAdmin[index] ? 'member' : 'admin', responseUrl)
    return {
      text: slackRequest(path, body),
      answer: expected?.answer ?? new Promise(() => {}),
      took: () => {
        isAdmin[index] = isAdmin[index] ? 0 : 1
      },
    }
  }
}

async function saturate(
  { urls, answerContains }: LoadOptions,
  next: Next,
  { connections, seconds }: Extract<LoadQuestion, { kind: 'saturate' }>,
): Promise<Saturated> {
  const ports = urls.map((url) => Number(new URL(url).port))
  const ackMs: number[] = []
  let [wrong, lastAnswer] = [0, '']
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1_000

  async function keepSending(slot: number): Promise<void> {
    const connection = openConnection(ports[slot % ports.length] ?? 0)
    while (performance.now() < endsAt) {
      const { text, answer, took } = next(slot, connections)
      const sentAt = performance.now()
      const { status } = await connection.send(text)
      ackMs.push(performance.now() - sentAt)
      const said = answerContains === null || status !== 200 ? '' : ((await answer) ?? '')
      if (status === 200 && said.includes(answerContains ?? '')) took()
      else wrong += 1
      lastAnswer = said
    }
    connection.close()
  }

  await Promise.all(Array.from({ length: connections }, (_, slot) => keepSending(slot)))
  return {
    perSecond: (ackMs.length * 1_000) / (performance.now() - startedAt),
    requests: ackMs.length,
    ackP50Ms: quantile(ackMs, 0.5),
    ackP99Ms: quantile(ackMs, 0.99),
    wrong,
    lastAnswer,
  }
}
