import { createSandboxClock } from '../../sandbox/clock'
import { startDiscordSandbox } from '../../sandbox/discord'
import { startSlackSandbox } from '../../sandbox/slack'
import type { Copies, Edits } from '../bare/two-edits'
import { startAnswers } from './answers'
import { openConnection } from './connection'
import { runPeer } from './peer'
import { pairOf } from './requests'
import { type Click, clickBody, slackRequest } from './slack-request'

export interface BothReady {
  slack: { apiUrl: string; botToken: string }
  discord: { apiUrl: string; botToken: string }
}

export type BothQuestion =
  /** Every call takes this much longer from now on. */
  | { do: 'delay'; delayMs: number }
  /** Clicks in Slack, and waits until both copies have been edited. */
  | { do: 'click'; url: string; click: Click; copies: Copies }

export interface Redrawn {
  tookMs: number
  /** What the two platforms were asked to show. */
  edits: Edits
}

const TIMEOUT_MS = 20_000
const anybody = pairOf(0)

/** Slack and Discord without limits, and whoever clicks there. */
runPeer<object, BothQuestion>(async () => {
  const clock = createSandboxClock()
  const none = Number.POSITIVE_INFINITY
  const unlimited = { postsPerSecond: none, tiers: { 1: none, 2: none, 3: none, 4: none, special: none } }
  const slack = await startSlackSandbox({ clock, commands: [], limits: unlimited })
  const discord = await startDiscordSandbox({ clock, limits: false })
  const answers = await startAnswers()
  let connection: ReturnType<typeof openConnection> | undefined

  function editsOf({ slack: { channel, ts }, discord: { channelId, messageId } }: Copies): Edits | undefined {
    const path = `/channels/${channelId}/messages/${messageId}`
    const update = slack.calls.findLast(
      ({ method, body }) => method === 'chat.update' && body.channel === channel && body.ts === ts,
    )
    const patch = discord.calls.findLast((call) => call.method === 'PATCH' && call.path === path)
    return update && patch ? { update: update.body, patch: patch.body as object } : undefined
  }

  /** Looks whenever somebody could see something new; a call is noted after what it shows. */
  function redrawn(copies: Copies): Promise<Edits> {
    return new Promise((resolve, reject) => {
      const look = () =>
        setImmediate(() => {
          const edits = editsOf(copies)
          if (edits) end(() => resolve(edits))
        })
      const stops = [slack.as(anybody.slack), discord.as(anybody.discord)].map((person) =>
        person.onChange(look),
      )
      const timer = setTimeout(() => end(() => reject(new Error('the copies were not redrawn'))), TIMEOUT_MS)
      const end = (settle: () => void) => {
        clearTimeout(timer)
        for (const stop of stops) stop()
        settle()
      }
    })
  }

  async function click({ url, click, copies }: Extract<BothQuestion, { do: 'click' }>): Promise<Redrawn> {
    connection ??= openConnection(Number(new URL(url).port))
    const { url: responseUrl, answer } = answers.expect(TIMEOUT_MS)
    const edits = redrawn(copies)
    const sentAt = performance.now()
    const sent = connection.send(slackRequest(new URL(url).pathname, clickBody(click, responseUrl)))
    const shown = await edits
    const tookMs = performance.now() - sentAt
    const { status } = await sent
    const said = await answer
    if (status !== 200 || !said?.includes('Approved')) throw new Error(`wrong answer: ${status} ${said}`)
    return { tookMs, edits: shown }
  }

  return {
    ready: {
      slack: { apiUrl: slack.apiUrl, botToken: slack.botToken },
      discord: { apiUrl: discord.apiUrl, botToken: discord.botToken },
    },
    async answer(question) {
      if (question.do === 'click') return click(question)
      slack.faults.delay(question.delayMs)
      discord.faults.delay(question.delayMs)
      return {}
    },
  }
})
